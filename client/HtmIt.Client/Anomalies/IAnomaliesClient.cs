using HtmIt.Client.Errors;

namespace HtmIt.Client.Anomalies;

/// <summary>What is most out of the ordinary over a period.</summary>
public interface IAnomaliesClient
{
    /// <summary>Lists the periods, in hours, that views of the hours, days and weeks use.</summary>
    Task<IReadOnlyList<int>> ListPeriodsAsync(RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Ranks all metrics, page by page as the list is read; all pages are of one window.</summary>
    /// <exception cref="InvalidFieldException">An option breaks its rule.</exception>
    IAsyncEnumerable<RankedMetric> RankAsync(RankingOptions options, CancellationToken cancellationToken = default);

    /// <summary>Follows the head of a ranking: as it is at first, then whole again whenever it changed. Ends with an exception when the
    /// connection breaks; to go on, call again.</summary>
    /// <exception cref="InvalidFieldException">An option breaks its rule.</exception>
    /// <exception cref="ServerUnreachableException">The server went away.</exception>
    IAsyncEnumerable<Ranking> WatchAsync(RankingOptions options, CancellationToken cancellationToken = default);
}
