using HtmIt.Core.Aws;

namespace HtmIt.Core.Collecting;

/// <summary>A datasource whose samples are collected from AWS.</summary>
public interface ICollectionSource
{
    /// <summary>The accounts and regions in which it has monitored metrics.</summary>
    Task<IReadOnlyList<AwsScope>> ListScopesAsync(CancellationToken cancellationToken);

    /// <summary>Begins to collect in one account and region.</summary>
    ISourceShard Open(ShardContext shard);
}
