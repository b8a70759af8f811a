using HtmIt.Core.Aws;

namespace HtmIt.Core.Collecting;

/// <summary>The shards of the collector, one for each account and region, wherever in the cluster they run.</summary>
public interface ICollectors
{
    /// <summary>Starts the shard where it is not running, and makes it look for new metrics.</summary>
    Task WakeAsync(AwsScope scope, CancellationToken cancellationToken);

    /// <summary>What the shard is doing. Starts it where it is not running.</summary>
    Task<CollectorState> GetStateAsync(AwsScope scope, CancellationToken cancellationToken);
}
