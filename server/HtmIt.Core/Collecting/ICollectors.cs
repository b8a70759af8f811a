using HtmIt.Core.Aws;
using HtmIt.Core.Names;

namespace HtmIt.Core.Collecting;

/// <summary>The shards of the collector, one for each account and region, wherever in the cluster they run.</summary>
public interface ICollectors
{
    /// <summary>Starts the shard where it is not running, and makes it look for new metrics.</summary>
    Task WakeAsync(AwsScope scope, CancellationToken cancellationToken);

    /// <summary>What the shard is doing. Starts it where it is not running.</summary>
    Task<CollectorState> GetStateAsync(AwsScope scope, CancellationToken cancellationToken);

    /// <summary>How collecting metrics of the shard goes; those that it does not collect are left out. Starts it where it is not running.</summary>
    Task<IReadOnlyDictionary<MetricId, CollectState>> GetStatesAsync(
        AwsScope scope,
        IReadOnlyCollection<MetricId> ids,
        CancellationToken cancellationToken
    );
}
