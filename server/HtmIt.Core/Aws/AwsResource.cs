namespace HtmIt.Core.Aws;

/// <summary>A resource that exists at AWS.</summary>
/// <param name="Id">What the identifying dimension holds.</param>
public sealed record AwsResource(AwsResourceType Type, string Region, string Id)
{
    /// <summary>Value of its Name tag; empty when it has none.</summary>
    public string Name { get; init; } = "";

    /// <summary>The provider's word for its state, e.g. <c>running</c>; null for kinds that have none.</summary>
    public string? ProviderState { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Why its tags, and with them its name, could not be read; null when they were, or were not asked for.</summary>
    public AwsException? TagsFault { get; init; }

    /// <summary>EC2 instance type, e.g. <c>m5.large</c>; empty for other kinds.</summary>
    public string InstanceType { get; init; } = "";

    /// <summary>When an EC2 instance was started.</summary>
    public DateTimeOffset? LaunchTime { get; init; }

    /// <summary>What large means for its kind: members of a load balancer, desired capacity of a group, gigabytes of a database.</summary>
    public double Size { get; init; }
}
