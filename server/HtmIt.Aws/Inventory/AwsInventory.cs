using System.Runtime.CompilerServices;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.Inventory;

/// <summary>Asks the service that keeps a kind of resource.</summary>
internal sealed class AwsInventory(IEnumerable<IResourceLister> listers, ResourceTags tags) : IAwsInventory
{
    private readonly Dictionary<AwsResourceType, IResourceLister> _listers = listers.ToDictionary(lister => lister.Type);

    public async Task<IReadOnlyList<AwsResource>> ListAsync(
        AwsScope scope,
        AwsResourceType type,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? filters,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var lister = _listers[type];
        var listed = lister.ListAsync(scope, new(filters, null), cancellationToken);
        if (filters is not { Count: > 0 } || type.HasFilters)
        {
            return await TakeAsync(listed, limit);
        }
        var tagged = lister.TaggedAs is { } kind ? WithTagsAsync(listed, scope, kind, filters, cancellationToken) : listed;
        return await TakeAsync(tagged.Where(resource => IsChosen(resource, filters)), limit);
    }

    public async Task<AwsResource?> FindAsync(AwsScope scope, AwsResourceType type, string id, CancellationToken cancellationToken)
    {
        await foreach (var resource in _listers[type].ListAsync(scope, new(null, id), cancellationToken))
        {
            if (resource.Id == id)
            {
                return resource;
            }
        }
        return null;
    }

    /// <summary>Of resources whose tags are not known nothing can be chosen, and no guess be made.</summary>
    private static bool IsChosen(AwsResource resource, IReadOnlyDictionary<string, IReadOnlyList<string>> filters) =>
        resource.TagsFault is { } fault ? throw fault : TagFilter.Matches(filters, resource.Tags);

    /// <summary>The resources that exist, with the tags that another service knows of them: it may know of some that are gone.</summary>
    private async IAsyncEnumerable<AwsResource> WithTagsAsync(
        IAsyncEnumerable<AwsResource> listed,
        AwsScope scope,
        string kind,
        IReadOnlyDictionary<string, IReadOnlyList<string>> filters,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var known = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        await foreach (var (id, its) in tags.ListAsync(scope, kind, filters, cancellationToken))
        {
            known[id] = its;
        }
        if (known.Count == 0)
        {
            yield break;
        }
        await foreach (var resource in listed.WithCancellation(cancellationToken))
        {
            if (known.TryGetValue(resource.Id, out var its))
            {
                yield return resource.With(its);
            }
        }
    }

    private static async Task<IReadOnlyList<AwsResource>> TakeAsync(IAsyncEnumerable<AwsResource> resources, int limit)
    {
        var taken = new List<AwsResource>();
        await foreach (var resource in resources)
        {
            if (taken.Count == limit)
            {
                break;
            }
            taken.Add(resource);
        }
        return taken;
    }
}
