using HtmIt.Core.Incidents;
using HtmIt.Core.Metrics;
using HtmIt.Engine.Incidents;

namespace HtmIt.Core.Exchange;

/// <summary>Reads the incidents of one metric, to be exported with its rows.</summary>
public sealed class ExportIncidents(IIncidentStore incidents)
{
    private const int IncidentsAtATime = 1_000;

    /// <summary>All of the metric's values that are kept, in the order in which they were noticed.</summary>
    public async Task<IReadOnlyList<IncidentState>> ReadAsync(Metric metric, CancellationToken cancellationToken)
    {
        var found = new List<IncidentState>();
        if (metric.IsMonitored)
        {
            var filter = new IncidentFilter([metric.Number]) { Kind = IncidentKind.Values };
            IncidentPlace? after = null;
            for (var isLast = false; !isLast; )
            {
                var page = await incidents.ListAsync(filter, after, IncidentsAtATime, cancellationToken);
                found.AddRange(page.Select(incident => incident.State));
                isLast = page.Count < IncidentsAtATime;
                after = isLast ? null : IncidentPlace.Of(page[^1]);
            }
        }
        // Lists begin with the latest.
        found.Reverse();
        return found;
    }
}
