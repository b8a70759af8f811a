using HtmIt.Cli.CommandLine;

namespace HtmIt.Cli.Commands.CloudWatch;

/// <summary><c>htmit cloudwatch</c>: what can be monitored at AWS.</summary>
internal sealed class CloudWatchCommand : CommandGroup
{
    public CloudWatchCommand()
        : base("cloudwatch", "Show what can be monitored at AWS, monitor it, and show what collecting it costs.")
    {
        Add(new CloudWatchRegionsCommand());
        Add(new CloudWatchAccountsCommand());
        Add(new CloudWatchNamespacesCommand());
        Add(new CloudWatchResourcesCommand());
        Add(new CloudWatchMetricsCommand());
        Add(new CloudWatchMonitorCommand());
        Add(new CloudWatchCollectionCommand());
    }
}
