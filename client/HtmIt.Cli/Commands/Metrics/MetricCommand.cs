using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Names;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Metrics;

/// <summary>A command about one metric that exists.</summary>
internal abstract class MetricCommand : CliCommand
{
    private readonly Argument<string> _metric;

    /// <param name="name">The command's.</param>
    /// <param name="description">What it does.</param>
    /// <param name="furtherMeaning">What the argument may be besides a metric.</param>
    protected MetricCommand(string name, string description, string furtherMeaning = "")
        : base(name, description)
    {
        _metric = new("METRIC") { Description = MetricNames.Help + furtherMeaning };
        Takes(_metric);
    }

    /// <summary>What was given for the metric.</summary>
    protected string NameOf(CommandContext context) => context.Get(_metric)!;

    public override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var metric = await new MetricNames(context.Client).GetAsync(context.Get(_metric)!, cancellationToken);
        return await RunAsync(context, metric, cancellationToken);
    }

    protected abstract Task<int> RunAsync(CommandContext context, Metric metric, CancellationToken cancellationToken);
}
