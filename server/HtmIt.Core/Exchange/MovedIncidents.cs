using HtmIt.Core.Incidents;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Engine.Incidents;

namespace HtmIt.Core.Exchange;

/// <summary>What incidents of another server are called here: their identity is made of their metric's, which every server makes anew.</summary>
public sealed class MovedIncidents(IMetricStore metrics, ExportIncidents incidents)
{
    /// <param name="there">The incident's metric where it comes from.</param>
    /// <param name="here">The same metric on this server.</param>
    /// <returns>As given for one that is not here, as its rows are no longer kept.</returns>
    public async Task<IncidentId> FindAsync(IncidentId incident, MetricId there, MetricId here, CancellationToken cancellationToken)
    {
        if (here == there || await metrics.FindAsync(here, cancellationToken) is not { } metric)
        {
            return incident;
        }
        var kept = await incidents.ReadAsync(metric, cancellationToken);
        var moved = kept.FirstOrDefault(one => IdOf(there, one) == incident);
        return moved is null ? incident : IdOf(here, moved);
    }

    private static IncidentId IdOf(MetricId metric, IncidentState state) => IncidentId.Of(metric, IncidentKind.Values, state);
}
