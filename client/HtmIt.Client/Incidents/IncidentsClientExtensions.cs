namespace HtmIt.Client;

/// <summary>The calls of <see cref="IIncidentsClient"/> that take options, with the default of each.</summary>
/// <remarks>Beside the interface, so that a fake has each call once, and that <c>new()</c> as an argument means options.</remarks>
public static class IncidentsClientExtensions
{
    /// <summary>Lists the incidents of all metrics that people are told of by default, those noticed last first, page by page as the list is
    /// read.</summary>
    /// <param name="incidents">The incidents.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public static IAsyncEnumerable<Incident> ListAsync(this IIncidentsClient incidents, CancellationToken cancellationToken = default) =>
        incidents.ListAsync(new ListIncidentsOptions(), cancellationToken);

    /// <summary>The same, a page at a time, the first with the position at which a watch goes on.</summary>
    /// <param name="incidents">The incidents.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public static IAsyncEnumerable<IncidentPage> ListPagesAsync(
        this IIncidentsClient incidents,
        CancellationToken cancellationToken = default
    ) => incidents.ListPagesAsync(new ListIncidentsOptions(), cancellationToken);

    /// <summary>Follows the incidents of all metrics from now on, as <see cref="IIncidentsClient.WatchAsync"/> does.</summary>
    /// <param name="incidents">The incidents.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    public static IAsyncEnumerable<WatchEvent> WatchAsync(this IIncidentsClient incidents, CancellationToken cancellationToken = default) =>
        incidents.WatchAsync(new WatchIncidentsOptions(), cancellationToken);
}
