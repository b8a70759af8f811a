using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using Microsoft.Extensions.Logging;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>Collects CloudWatch metrics, and the states of the resources that they are of.</summary>
public sealed class CloudWatchSource(
    IMetricStore metrics,
    ICollectedMetrics collected,
    ResourceStatusCollector states,
    IAwsInventory inventory,
    ILogger<CloudWatchSource> logger
) : ICollectionSource
{
    public Task<IReadOnlyList<AwsScope>> ListScopesAsync(CancellationToken cancellationToken) =>
        collected.ListScopesAsync(CloudWatchDatasource.Instance, cancellationToken);

    public ISourceShard Open(ShardContext shard) => new CloudWatchShard(shard, metrics, collected, states, inventory, logger);
}
