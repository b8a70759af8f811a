using HtmIt.Cli.CommandLine;

namespace HtmIt.Cli.Commands.Autostacks;

/// <summary><c>htmit autostacks metrics</c>: what of an autostack is monitored.</summary>
internal sealed class AutostackMetricsCommand : CommandGroup
{
    /// <summary>What METRIC may be.</summary>
    public const string MetricHelp =
        "A metric of the catalogue of its type, such as CPUUtilization, or NAMESPACE/NAME; the number of members is InstanceCount of EC2 instances, else MemberCount.";

    public AutostackMetricsCommand()
        : base("metrics", "List, add and remove metrics of an autostack.")
    {
        Add(new ListAutostackMetricsCommand());
        Add(new AddAutostackMetricsCommand());
        Add(new RemoveAutostackMetricCommand());
    }
}
