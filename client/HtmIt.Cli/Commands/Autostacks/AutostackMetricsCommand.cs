using HtmIt.Cli.CommandLine;

namespace HtmIt.Cli.Commands.Autostacks;

/// <summary><c>htmit autostacks metrics</c>: what of an autostack is monitored.</summary>
internal sealed class AutostackMetricsCommand : CommandGroup
{
    /// <summary>What METRIC may be.</summary>
    public const string MetricHelp = "CPUUtilization, DiskReadBytes, DiskWriteBytes, NetworkIn, NetworkOut or InstanceCount.";

    public AutostackMetricsCommand()
        : base("metrics", "List, add and remove metrics of an autostack.")
    {
        Add(new ListAutostackMetricsCommand());
        Add(new AddAutostackMetricsCommand());
        Add(new RemoveAutostackMetricCommand());
    }
}
