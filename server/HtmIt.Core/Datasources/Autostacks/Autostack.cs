using HtmIt.Core.Aws;
using HtmIt.Core.Names;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>A named group of resources of one kind in one region: those that match its filters at the time of asking.</summary>
/// <param name="Filters">By tag, of EC2 instances also by other attributes: values of one are alternatives, different ones must all match.</param>
public sealed record Autostack(
    AutostackId Id,
    string Name,
    string Region,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Filters,
    DateTimeOffset CreateTime
)
{
    /// <summary>Filters that match more resources than this are refused.</summary>
    public const int MostMembers = 500;

    /// <summary>Name of a configured account; empty means the default credentials.</summary>
    public string Account { get; init; } = "";

    /// <summary>The kind of its members.</summary>
    public AwsResourceType Kind { get; init; } = AwsResourceType.Ec2Instance;

    /// <summary>Where its members are asked for.</summary>
    public AwsScope Scope => new(Account, Region);
}
