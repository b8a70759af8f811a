using System.CommandLine;
using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Names;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Incidents;

/// <summary>What the commands about many incidents have in common: of which metrics, and from which severity on.</summary>
internal sealed class IncidentOptions
{
    private readonly SelectorOptions _selector = new();

    public Argument<string[]> Metrics { get; } =
        new("METRIC")
        {
            Description = "Only incidents of these metrics, as lists show them. Default: of all that the options select.",
            Arity = ArgumentArity.ZeroOrMore,
        };

    public Option<double?> MinSeverity { get; } =
        new("--min-severity")
        {
            Description = "Only incidents at least this severe, 0 to 100; 2 and less is everything that is kept. Default: 3.",
        };

    public Option[] Selector => [_selector.Labels, _selector.Names, _selector.Resources, _selector.Statuses];

    public async Task<MetricSelector> ReadSelectorAsync(CommandContext context, MetricNames names, CancellationToken cancellationToken)
    {
        var metrics = new List<string>();
        foreach (var metric in context.Get(Metrics) ?? [])
        {
            metrics.Add((await names.GetAsync(metric, cancellationToken)).Name);
        }

        return _selector.Read(context) with
        {
            Metrics = metrics,
        };
    }
}
