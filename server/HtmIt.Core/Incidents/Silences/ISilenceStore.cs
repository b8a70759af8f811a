using HtmIt.Core.Log;

namespace HtmIt.Core.Incidents.Silences;

/// <summary>Reads what tells that samples stopped, or came again.</summary>
public interface ISilenceStore
{
    /// <summary>The ends of the logs of all monitored metrics.</summary>
    Task<IReadOnlyList<MetricPulse>> ReadPulsesAsync(CancellationToken cancellationToken);

    /// <summary>The newest samples of some metrics, by number.</summary>
    /// <param name="limit">Of each.</param>
    Task<IReadOnlyDictionary<int, RecentSamples>> ReadRecentAsync(
        IReadOnlyCollection<int> metrics,
        int limit,
        CancellationToken cancellationToken
    );

    /// <summary>The silences that go on.</summary>
    Task<IReadOnlyList<Incident>> ReadOpenAsync(CancellationToken cancellationToken);

    /// <summary>The first row of a metric that is later than another; null when there is none.</summary>
    Task<DataRow?> FindAfterAsync(int metric, long rowId, CancellationToken cancellationToken);
}
