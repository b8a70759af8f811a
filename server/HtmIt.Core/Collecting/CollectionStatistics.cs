using HtmIt.Core.Aws;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Collecting;

/// <summary>What collecting does, shard by shard.</summary>
public sealed class CollectionStatistics(CollectionScopes scopes, ICollectors collectors, IOptions<CollectorOptions> options)
{
    public async Task<IReadOnlyList<(AwsScope Scope, CollectorState State)>> ReadAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Enabled)
        {
            return [];
        }
        var found = await scopes.ListAsync(cancellationToken);
        var ordered = found.OrderBy(scope => scope.Account, StringComparer.Ordinal).ThenBy(scope => scope.Region, StringComparer.Ordinal);
        return await Task.WhenAll(ordered.Select(async scope => (scope, await collectors.GetStateAsync(scope, cancellationToken))));
    }
}
