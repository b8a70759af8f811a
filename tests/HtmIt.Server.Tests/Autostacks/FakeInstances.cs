using HtmIt.Core.Autostacks;
using HtmIt.Core.CloudWatch;

namespace HtmIt.Server.Tests.Autostacks;

/// <summary>EC2 instances at will, selected by their tags as EC2 does.</summary>
internal sealed class FakeInstances : IAwsInventory
{
    public List<AwsResource> Resources { get; } = [];

    public AwsException? Fault { get; set; }

    public int Listings { get; private set; }

    public AwsResource Add(string region, string id, params (string Key, string Value)[] tags)
    {
        var instance = new AwsResource(ResourceType.Ec2Instance, region, id)
        {
            Name = tags.FirstOrDefault(tag => tag.Key == "Name").Value ?? "",
            Status = "running",
            InstanceType = "m5.large",
            LaunchTime = new DateTimeOffset(2024, 5, 2, 10, 0, 0, 123, TimeSpan.Zero),
            Tags = tags.ToDictionary(tag => tag.Key, tag => tag.Value),
        };
        Resources.Add(instance);
        return instance;
    }

    public Task<IReadOnlyList<AwsResource>> ListAsync(
        AwsScope scope,
        ResourceType type,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? filters,
        int limit,
        CancellationToken cancellationToken
    )
    {
        Listings++;
        if (Fault is { } fault)
        {
            throw fault;
        }
        var found = Resources.Where(one => one.Region == scope.Region && TagFilter.Matches(filters!, one.Tags)).Take(limit);
        return Task.FromResult<IReadOnlyList<AwsResource>>([.. found]);
    }

    public Task<AwsResource?> FindAsync(AwsScope scope, ResourceType type, string id, CancellationToken cancellationToken) =>
        Task.FromResult(Resources.FirstOrDefault(one => one.Region == scope.Region && one.Id == id));
}
