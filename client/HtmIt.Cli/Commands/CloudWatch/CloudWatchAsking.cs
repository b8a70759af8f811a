using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.CloudWatch;

/// <summary>The options that say how metrics at AWS are asked for. What is not given is as the catalogue has it.</summary>
internal sealed class CloudWatchAsking
{
    private readonly Option<string> _statistic = new("--statistic")
    {
        Description = "Average, Sum, Minimum, Maximum, SampleCount or a percentile such as p99.",
        HelpName = "NAME",
    };

    private readonly Option<int?> _period = new("--period")
    {
        Description = "Length of the periods: 10, 30, or whole minutes that divide an hour. Each is billed. Default: 300.",
        HelpName = "SECONDS",
    };

    private readonly Option<string> _unit = new("--unit")
    {
        Description = "Only datapoints of this unit, e.g. Percent, where a metric is published in several.",
        HelpName = "UNIT",
    };

    private readonly Option<string> _missing = new Option<string>("--missing-data")
    {
        Description = "What becomes of a period without a datapoint: nothing, or it counts as 0.",
        HelpName = "leave-out|zero",
    }.AcceptOnlyFromAmong("leave-out", "zero");

    public Symbol[] Symbols => [_statistic, _period, _unit, _missing];

    public CloudWatchMetric Of(CommandContext context, CloudWatchMetric metric) =>
        metric with
        {
            Statistic = context.Get(_statistic) ?? metric.Statistic,
            Period = context.Get(_period) is { } seconds ? TimeSpan.FromSeconds(seconds) : metric.Period,
            AwsUnit = context.Get(_unit) ?? metric.AwsUnit,
            MissingData = context.Get(_missing) switch
            {
                "leave-out" => MissingData.LeaveOut,
                "zero" => MissingData.Zero,
                _ => metric.MissingData,
            },
        };
}
