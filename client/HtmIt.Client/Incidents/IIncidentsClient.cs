using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>What was unusual. Incidents are kept as long as the rows that make them; a model that is restarted, or a metric that is no longer
/// monitored, loses its incidents with its scores.</summary>
public interface IIncidentsClient
{
    /// <summary>The incident with a name (<c>incidents/{uid}</c>, as received). Asks nothing of the server.</summary>
    /// <param name="name">The incident's name.</param>
    IIncidentHandle this[string name] { get; }

    /// <summary>Lists incidents, those noticed last first, page by page as the list is read.</summary>
    /// <param name="options">Conditions.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="InvalidFieldException">A condition breaks its rule.</exception>
    IAsyncEnumerable<Incident> ListAsync(ListIncidentsOptions options, CancellationToken cancellationToken = default);

    /// <summary>The same, a page at a time, the first with the position at which a watch goes on.</summary>
    /// <param name="options">Conditions.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="InvalidFieldException">A condition breaks its rule.</exception>
    IAsyncEnumerable<IncidentPage> ListPagesAsync(ListIncidentsOptions options, CancellationToken cancellationToken = default);

    /// <summary>Follows incidents as they open, are raised and end (<see cref="WatchIncidents"/>), without end. When the connection breaks, or
    /// the server stops, the watch goes on from where it stood as soon as it can, and says so with a <see cref="WatchReconnected"/>. An incident
    /// that changed several times meanwhile comes once, as it is now.</summary>
    /// <param name="options">What to follow and where to start.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="MetricNotFoundException">One of the metrics does not exist.</exception>
    /// <exception cref="InvalidFieldException">An option breaks its rule.</exception>
    /// <exception cref="PositionExpiredException">The position to go on from is older than what the server keeps.</exception>
    /// <exception cref="PositionInvalidException">The position is none of the server's.</exception>
    /// <exception cref="PositionOfOtherHistoryException">The server's database went back to an earlier state.</exception>
    IAsyncEnumerable<WatchEvent> WatchAsync(WatchIncidentsOptions options, CancellationToken cancellationToken = default);
}
