using HtmIt.Core.Collecting;
using HtmIt.Core.Metrics;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>Says what it costs to collect metrics that are not monitored yet.</summary>
public sealed class EstimateCost(IMetricStore metrics, IOptions<CollectorOptions> options)
{
    /// <param name="specs">Metrics that were checked; those that are monitored already cost nothing more, and each counts once.</param>
    public async Task<CostEstimate> ExecuteAsync(IReadOnlyList<CloudWatchMetricSpec> specs, CancellationToken cancellationToken)
    {
        var periods = specs.DistinctBy(spec => spec.Identity).ToDictionary(spec => spec.Identity, spec => spec.AskedPeriod);
        var known = await metrics.FindByIdentitiesAsync(CloudWatchDatasource.Instance, periods.Keys, cancellationToken);
        var added = periods.Where(one => !known.ContainsKey(one.Key)).Select(one => one.Value).ToArray();
        var requests = added.Sum(period => CollectionCost.MonthlyRequests(1, CollectionCost.AskSeconds(options.Value, period)));
        return new(
            added.Length,
            (long)Math.Round(requests),
            CollectionCost.Dollars(requests, options.Value.DollarsPerThousandMetrics),
            options.Value.MaxMonthlyDollars
        );
    }
}
