using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Resources;

namespace HtmIt.Core.Datasources.Autostacks;

public static class AutostackMetrics
{
    private const int MoreThanKinds = 1_000;

    /// <summary>The metrics of an autostack, by name.</summary>
    public static Task<IReadOnlyList<Metric>> ListAsync(this IMetricStore metrics, AutostackId id, CancellationToken cancellationToken) =>
        metrics.ListAsync(
            new(new() { Datasources = [AutostackDatasource.Instance], Resources = [AutostackMetricSpec.ResourceOf(id)] }),
            after: null,
            MoreThanKinds,
            cancellationToken
        );
}
