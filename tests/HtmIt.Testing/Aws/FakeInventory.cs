using HtmIt.Core.Aws;

namespace HtmIt.Testing.Aws;

/// <summary>An inventory of what a test puts in: resources of any kind and region, selected by their tags.</summary>
public sealed class FakeInventory : IAwsInventory
{
    private readonly Dictionary<AwsResourceType, Func<CancellationToken, Task<IReadOnlyList<AwsResource>>>> _listings = [];

    public List<AwsResource> Resources { get; } = [];

    /// <summary>What every call fails with.</summary>
    public AwsException? Fault { get; set; }

    public int Listings { get; private set; }

    public FakeInventory With(params AwsResource[] resources)
    {
        Resources.AddRange(resources);
        return this;
    }

    /// <summary>Answers about one kind in another way, such as late or never.</summary>
    public FakeInventory With(AwsResourceType type, Func<CancellationToken, Task<IReadOnlyList<AwsResource>>> listing)
    {
        _listings[type] = listing;
        return this;
    }

    /// <summary>Adds a running instance.</summary>
    public AwsResource Add(string region, string id, params (string Key, string Value)[] tags)
    {
        var instance = new AwsResource(AwsResourceType.Ec2Instance, region, id)
        {
            Name = tags.FirstOrDefault(tag => tag.Key == "Name").Value ?? "",
            ProviderState = "running",
            InstanceType = "m5.large",
            LaunchTime = new DateTimeOffset(2024, 5, 2, 10, 0, 0, 123, TimeSpan.Zero),
            Tags = tags.ToDictionary(tag => tag.Key, tag => tag.Value),
        };
        Resources.Add(instance);
        return instance;
    }

    /// <summary>Adds a resource of any kind that has a tag.</summary>
    public void Add(AwsResourceType type, string region, string id, string key, string value) =>
        Resources.Add(new(type, region, id) { Tags = new Dictionary<string, string> { [key] = value } });

    public Task<IReadOnlyList<AwsResource>> ListAsync(
        AwsScope scope,
        AwsResourceType type,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? filters,
        int limit,
        CancellationToken cancellationToken
    )
    {
        Listings++;
        if (_listings.TryGetValue(type, out var listing))
        {
            return listing(cancellationToken);
        }
        var found = Known(scope, type).Where(one => filters is null || TagFilter.Matches(filters, one.Tags)).Take(limit);
        return Task.FromResult<IReadOnlyList<AwsResource>>([.. found]);
    }

    public Task<AwsResource?> FindAsync(AwsScope scope, AwsResourceType type, string id, CancellationToken cancellationToken) =>
        Task.FromResult(Known(scope, type).FirstOrDefault(one => one.Id == id));

    private IEnumerable<AwsResource> Known(AwsScope scope, AwsResourceType type) =>
        Fault is { } fault ? throw fault : Resources.Where(one => one.Type == type && one.Region == scope.Region);
}
