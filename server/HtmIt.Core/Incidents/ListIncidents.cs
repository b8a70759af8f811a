using HtmIt.Core.Metrics;
using HtmIt.Core.Watch;

namespace HtmIt.Core.Incidents;

/// <summary>Reads incidents together with their metrics.</summary>
public sealed class ListIncidents(IIncidentStore incidents, IMetricStore metrics, SeenMetrics seen)
{
    public async Task<IReadOnlyList<ListedIncident>> ExecuteAsync(
        MetricSelector selector,
        IncidentFilter filter,
        IncidentPlace? after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        if (!selector.IsEmpty)
        {
            var numbers = await metrics.ListNumbersAsync(new(selector), cancellationToken);
            filter = filter with { Metrics = [.. numbers.Keys] };
        }
        return await WithMetricsAsync(await incidents.ListAsync(filter, after, limit, cancellationToken), cancellationToken);
    }

    /// <exception cref="Errors.DomainException">IncidentNotFound.</exception>
    public async Task<ListedIncident> FindAsync(IncidentId id, CancellationToken cancellationToken)
    {
        var found = await incidents.FindAsync(id, cancellationToken) ?? throw IncidentErrors.IncidentNotFound(id);
        var listed = await WithMetricsAsync([found], cancellationToken);
        return listed.Count > 0 ? listed[0] : throw IncidentErrors.IncidentNotFound(id);
    }

    /// <summary>Those of metrics that were deleted meanwhile are left out, as they are themselves.</summary>
    private async Task<IReadOnlyList<ListedIncident>> WithMetricsAsync(IReadOnlyList<Incident> found, CancellationToken cancellationToken)
    {
        var known = await seen.FindAsync(found.Select(incident => incident.Metric.Number), cancellationToken);
        return
        [
            .. found
                .Where(incident => known.ContainsKey(incident.Metric.Number))
                .Select(incident => new ListedIncident(incident, known[incident.Metric.Number])),
        ];
    }
}
