using HtmIt.Core.Aws;

namespace HtmIt.Core.Collecting;

/// <summary>Where there is something to collect, whatever the datasource.</summary>
public sealed class CollectionScopes(IEnumerable<ICollectionSource> sources)
{
    /// <summary>Each account and region once.</summary>
    public async Task<IReadOnlyCollection<AwsScope>> ListAsync(CancellationToken cancellationToken)
    {
        var scopes = new HashSet<AwsScope>();
        foreach (var source in sources)
        {
            scopes.UnionWith(await source.ListScopesAsync(cancellationToken));
        }
        return scopes;
    }
}
