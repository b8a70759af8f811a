using HtmIt.Core.Aws;
using HtmIt.Core.Metrics;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Collecting;

/// <summary>What collecting does, shard by shard.</summary>
public sealed class CollectionStatistics(IMetricStore metrics, ICollectors collectors, IOptions<CollectorOptions> options)
{
    public async Task<IReadOnlyList<(AwsScope Scope, CollectorState State)>> ReadAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
        {
            return [];
        }
        var scopes = await metrics.ListScopesAsync(cancellationToken);
        var ordered = scopes.OrderBy(scope => scope.Account, StringComparer.Ordinal).ThenBy(scope => scope.Region, StringComparer.Ordinal);
        return await Task.WhenAll(ordered.Select(async scope => (scope, await collectors.GetStateAsync(scope, cancellationToken))));
    }
}
