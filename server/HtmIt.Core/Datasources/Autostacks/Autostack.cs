using HtmIt.Core.Names;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>A named group of EC2 instances in one region: those that match its filters at the time of asking.</summary>
/// <param name="Filters">Filters of EC2's DescribeInstances: values of one are alternatives, different ones must all match.</param>
public sealed record Autostack(
    AutostackId Id,
    string Name,
    string Region,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Filters,
    DateTimeOffset CreateTime
)
{
    /// <summary>Filters that match more instances than this are refused.</summary>
    public const int MostMembers = 500;

    /// <summary>Name of a configured account; empty means the default credentials.</summary>
    public string Account { get; init; } = "";
}
