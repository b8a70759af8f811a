using HtmIt.Core.CloudWatch;

namespace HtmIt.Server.Tests.Aws;

/// <summary>An inventory of what a test puts in.</summary>
internal sealed class FakeInventory : IAwsInventory
{
    private readonly Dictionary<ResourceType, Func<CancellationToken, Task<IReadOnlyList<AwsResource>>>> _listings = [];

    public FakeInventory With(ResourceType type, params AwsResource[] resources) =>
        With(type, _ => Task.FromResult<IReadOnlyList<AwsResource>>(resources));

    public FakeInventory With(ResourceType type, Func<CancellationToken, Task<IReadOnlyList<AwsResource>>> listing)
    {
        _listings[type] = listing;
        return this;
    }

    public Task<IReadOnlyList<AwsResource>> ListAsync(
        AwsScope scope,
        ResourceType type,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? filters,
        int limit,
        CancellationToken cancellationToken
    ) => _listings.TryGetValue(type, out var listing) ? listing(cancellationToken) : Task.FromResult<IReadOnlyList<AwsResource>>([]);

    public async Task<AwsResource?> FindAsync(AwsScope scope, ResourceType type, string id, CancellationToken cancellationToken) =>
        (await ListAsync(scope, type, null, int.MaxValue, cancellationToken)).FirstOrDefault(resource => resource.Id == id);
}
