using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.CloudWatch;

/// <summary>The arguments that select metrics at AWS.</summary>
internal sealed class CloudWatchMetricSelection
{
    private readonly CloudWatchSelection _resources = new();

    private readonly Option<string> _resource = new("--resource")
    {
        Description = "Only metrics of the resource with this id.",
        HelpName = "ID",
    };

    private readonly Option<string> _metric = new("--metric")
    {
        Description = "Only metrics of this name, e.g. CPUUtilization.",
        HelpName = "NAME",
    };

    public Symbol[] Symbols => [.. _resources.Symbols, _resource, _metric];

    public string RegionOf(CommandContext context) => _resources.RegionOf(context);

    public ListAvailableMetricsOptions Of(CommandContext context, CloudWatchListing listing)
    {
        var resources = _resources.Of(context, listing);
        return new()
        {
            Namespace = resources.Namespace,
            Account = resources.Account,
            Tags = resources.Tags,
            OnSkipped = resources.OnSkipped,
            AwsResourceId = context.Get(_resource) ?? "",
            MetricName = context.Get(_metric) ?? "",
        };
    }
}
