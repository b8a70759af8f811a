using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>What is most out of the ordinary over a period.</summary>
public interface IAnomaliesClient
{
    /// <summary>Lists the periods that views of the hours, days and weeks use.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    Task<IReadOnlyList<TimeSpan>> ListPeriodsAsync(CancellationToken cancellationToken = default);

    /// <summary>Ranks all metrics, page by page as the list is read. All pages are of one window; should it not end with the newest
    /// sample of all, pages that are read more than a minute later may be of a newer ranking.</summary>
    /// <param name="options">Selects the ranking.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="InvalidFieldException">An option breaks its rule.</exception>
    IAsyncEnumerable<RankedMetric> RankAsync(RankingOptions options, CancellationToken cancellationToken = default);

    /// <summary>The same, a page at a time, each with the window that all of them are of.</summary>
    /// <param name="options">Selects the ranking.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="InvalidFieldException">An option breaks its rule.</exception>
    IAsyncEnumerable<Ranking> RankPagesAsync(RankingOptions options, CancellationToken cancellationToken = default);

    /// <summary>Follows the head of a ranking, without end: as it is at first, then whole again whenever it changed. When the connection
    /// breaks, the watch goes on with the ranking as it is then.</summary>
    /// <param name="options">Selects the ranking.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="InvalidFieldException">An option breaks its rule.</exception>
    IAsyncEnumerable<Ranking> WatchAsync(RankingOptions options, CancellationToken cancellationToken = default);
}
