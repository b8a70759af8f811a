using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Names;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Metrics;

/// <summary>A command about one metric that exists.</summary>
internal abstract class MetricCommand : CliCommand
{
    private readonly Argument<string> _metric = new("METRIC") { Description = MetricNames.Help };

    protected MetricCommand(string name, string description)
        : base(name, description) => Takes(_metric);

    public sealed override async Task<int> RunAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var metric = await new MetricNames(context.Client).GetAsync(context.Get(_metric)!, cancellationToken);
        return await RunAsync(context, metric, cancellationToken);
    }

    protected abstract Task<int> RunAsync(CommandContext context, Metric metric, CancellationToken cancellationToken);
}
