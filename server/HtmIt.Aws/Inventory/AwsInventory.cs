using HtmIt.Core.Aws;

namespace HtmIt.Aws.Inventory;

/// <summary>Asks the service that keeps a kind of resource.</summary>
internal sealed class AwsInventory(IEnumerable<IResourceLister> listers) : IAwsInventory
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
        if (filters is { Count: > 0 } && type != AwsResourceType.Ec2Instance)
        {
            throw new ArgumentException("Only EC2 instances can be filtered.", nameof(filters));
        }
        return await TakeAsync(_listers[type].ListAsync(scope, new(filters, null), cancellationToken), limit);
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
