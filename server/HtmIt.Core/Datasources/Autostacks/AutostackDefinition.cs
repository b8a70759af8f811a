using HtmIt.Core.Aws;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>An autostack as exports describe it: enough to make it again.</summary>
/// <param name="Filters">By tag, of EC2 instances also by other attributes: values of one are alternatives, different ones must all match.</param>
public sealed record AutostackDefinition(string Name, string Region, IReadOnlyDictionary<string, IReadOnlyList<string>> Filters)
{
    /// <summary>Name of a configured account; empty means the default credentials.</summary>
    public string Account { get; init; } = "";

    /// <summary>The kind of its members.</summary>
    public AwsResourceType Kind { get; init; } = AwsResourceType.Ec2Instance;

    public static AutostackDefinition Of(Autostack autostack) =>
        new(autostack.Name, autostack.Region, autostack.Filters) { Account = autostack.Account, Kind = autostack.Kind };
}
