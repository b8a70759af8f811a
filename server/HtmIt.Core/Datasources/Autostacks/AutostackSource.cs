using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Metrics;
using Microsoft.Extensions.Logging;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Collects the metrics of autostacks.</summary>
public sealed class AutostackSource(
    IAutostackStore autostacks,
    IMetricStore metrics,
    IAwsInventory inventory,
    ILogger<AutostackSource> logger
) : ICollectionSource
{
    public Task<IReadOnlyList<AwsScope>> ListScopesAsync(CancellationToken cancellationToken) =>
        autostacks.ListMonitoredScopesAsync(cancellationToken);

    public ISourceShard Open(ShardContext shard) =>
        new AutostackShard(shard, autostacks, metrics, new(shard, inventory, autostacks), logger);
}
