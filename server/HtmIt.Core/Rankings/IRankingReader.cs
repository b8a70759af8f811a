using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Rankings;

/// <summary>Adds up stored scores.</summary>
public interface IRankingReader
{
    /// <summary>The newest position, and the time of the newest sample of all metrics, null while there is none.</summary>
    Task<(long Position, long? NewestTime)> ReadHeadAsync(CancellationToken cancellationToken);

    /// <summary>Every metric, with its value over the window; 0 for all without a window. A basis whose windows end with each metric needs
    /// none.</summary>
    Task<IReadOnlyList<MetricValue>> ReadValuesAsync(RankingWindow? window, RankingBasis basis, CancellationToken cancellationToken);

    /// <summary>Bars by metric number and block; blocks without a scored sample are left out.</summary>
    Task<IReadOnlyDictionary<(int Metric, long Block), RankingBar>> ReadBarsAsync(
        RankingBasis basis,
        IReadOnlyList<(int Metric, RankingWindow Window)> windows,
        CancellationToken cancellationToken
    );

    /// <summary>The metrics with these ids, by id; those that are gone are left out.</summary>
    Task<IReadOnlyDictionary<MetricId, Metric>> ReadMetricsAsync(IReadOnlyList<MetricId> ids, CancellationToken cancellationToken);
}
