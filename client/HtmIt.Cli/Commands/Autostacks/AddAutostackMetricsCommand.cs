using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Autostacks;

/// <summary><c>htmit autostacks metrics add</c>.</summary>
internal sealed class AddAutostackMetricsCommand : AutostackCommand
{
    private readonly Argument<string[]> _metrics = new("METRIC")
    {
        Description = AutostackMetricsCommand.MetricHelp,
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly ModelOptions _options = new();

    public AddAutostackMetricsCommand()
        : base("add", "Monitor metrics of an autostack.") => Takes(_metrics, _options.Min, _options.Max);

    protected override async Task<int> RunAsync(CommandContext context, Autostack autostack, CancellationToken cancellationToken)
    {
        var (min, max) = (context.Get(_options.Min), context.Get(_options.Max));
        var wanted = context.Get(_metrics)!.Select(text => AutostackNames.ToMetric(autostack, text)).ToArray();
        var specs = wanted.Select(ModelSpec (metric) => new AutostackModelSpec(metric) { Min = min, Max = max }).ToArray();
        var results = await context.Client.Models.CreateManyAsync(specs, cancellationToken);
        return BatchReport.WriteMonitored(context.Output, [.. wanted.Select(metric => $"{metric.Namespace}/{metric.MetricName}")], results);
    }
}
