using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
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

    private readonly Option<string[]> _dimensions = new("--dimension")
    {
        Description = "Only metrics with this dimension, perhaps among others. Repeat it for several.",
        HelpName = "NAME=VALUE",
    };

    public Symbol[] Symbols => [.. _resources.Symbols, _resource, _metric, _dimensions];

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
            Dimensions = DimensionsOf(context),
        };
    }

    private Dictionary<string, string> DimensionsOf(CommandContext context)
    {
        var dimensions = new Dictionary<string, string>();
        foreach (var text in context.Get(_dimensions) ?? [])
        {
            var at = text.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0 || !dimensions.TryAdd(text[..at], text[(at + 1)..]))
            {
                throw new CliException($"'{text}' is no dimension: give --dimension NAME=VALUE, each name once.", ExitCodes.Usage);
            }
        }
        return dimensions;
    }
}
