using System.CommandLine;
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

    public Command AddTo(Command command)
    {
        _resources.AddTo(command);
        command.Options.Add(_resource);
        command.Options.Add(_metric);
        return command;
    }

    public string Region(ParseResult parsed) => _resources.Region(parsed);

    public ListAvailableMetricsOptions Of(ParseResult parsed)
    {
        var resources = _resources.Of(parsed);
        return new()
        {
            Namespace = resources.Namespace,
            Account = resources.Account,
            Tags = resources.Tags,
            Resource = parsed.GetValue(_resource) ?? "",
            MetricName = parsed.GetValue(_metric) ?? "",
        };
    }
}
