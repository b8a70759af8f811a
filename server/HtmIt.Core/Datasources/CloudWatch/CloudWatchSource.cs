using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Names;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>Collects CloudWatch metrics.</summary>
public sealed class CloudWatchSource(ICollectedMetrics collected) : ICollectionSource
{
    public Task<IReadOnlyList<AwsScope>> ListScopesAsync(CancellationToken cancellationToken) =>
        collected.ListScopesAsync(Datasource.CloudWatch, cancellationToken);
}
