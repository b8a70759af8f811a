using HtmIt.Client;
using HtmIt.Engine.Incidents;
using HtmIt.V1;

namespace HtmIt.Quality.Product;

/// <summary>Reads which rows of a metric opened an incident.</summary>
internal static class ProductIncidents
{
    /// <summary>An incident opens at the first of its rows whose severity is one that people are told of.</summary>
    /// <param name="incidents">The server's.</param>
    /// <param name="metric">Name of the metric.</param>
    /// <param name="rows">Its rows, in their order.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Row ids.</returns>
    public static async Task<IReadOnlySet<long>> ReadOpeningsAsync(
        IncidentService.IncidentServiceClient incidents,
        string metric,
        IReadOnlyList<Client.MetricDataRow> rows,
        CancellationToken cancellationToken
    )
    {
        var opened = new HashSet<long>();
        var request = new ListIncidentsRequest
        {
            Selector = new() { Metrics = { metric } },
            MinSeverity = Severity.Default,
        };
        do
        {
            var page = await incidents.ListIncidentsAsync(request, cancellationToken: cancellationToken);
            opened.UnionWith(page.Incidents.Select(one => FindOpening(one, rows)));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        return opened;
    }

    /// <returns>0 when no row is as severe as the incident says.</returns>
    private static long FindOpening(V1.Incident incident, IReadOnlyList<Client.MetricDataRow> rows)
    {
        var end = incident.End?.RowId ?? long.MaxValue;
        return rows.FirstOrDefault(row =>
                row.RowId >= incident.Noticed.RowId && row.RowId < end && row.Score?.Severity >= Severity.Default
            )?.RowId
            ?? 0;
    }
}
