using System.CommandLine;
using System.CommandLine.Parsing;
using HtmIt.Cli.Errors;
using HtmIt.Cli.Names;
using HtmIt.Client;

namespace HtmIt.Cli.CommandLine;

/// <summary>The options that say which metrics are meant. All of them must hold.</summary>
internal sealed class SelectorOptions
{
    // What a selector takes.
    private const int LargestSelection = 1_000;

    private static readonly MetricStatus[] States =
    [
        MetricStatus.Unmonitored,
        MetricStatus.PendingData,
        MetricStatus.CreatePending,
        MetricStatus.Active,
        MetricStatus.Error,
    ];

    public Option<IReadOnlyList<LabelMatcher>> Labels { get; } =
        new("--label")
        {
            Description =
                @"Only metrics with this label: k=v, k!=v, k~PATTERN, k!~PATTERN, k (has it), '!k' (has it not). May be repeated: of one label, one of the values (of != and !~ none) must fit; of several, all must hold. != and !~ also take metrics without the label. In a pattern * is any run of characters, ? one; \ before them makes them plain.",
            HelpName = "LABEL",
            CustomParser = ParseLabels,
            DefaultValueFactory = _ => [],
        };

    public Option<string[]> Names { get; } =
        new("--name")
        {
            Description = "Only metrics whose own name matches. May be repeated; one of them must match.",
            HelpName = "PATTERN",
            DefaultValueFactory = _ => [],
        };

    public Option<string[]> Resources { get; } =
        new("--resource")
        {
            Description = "Only metrics of this resource (the thing measured). May be repeated; one of them must be it.",
            HelpName = "RESOURCE",
            DefaultValueFactory = _ => [],
        };

    public Option<IReadOnlyList<MetricStatus>> Statuses { get; } =
        new("--status")
        {
            Description = "Only metrics in this state. May be repeated; one of them must hold.",
            HelpName = string.Join('|', States.Select(Word)),
            CustomParser = ParseStatuses,
            DefaultValueFactory = _ => [],
        };

    public MetricSelector Read(CommandContext context) =>
        new()
        {
            Labels = context.Get(Labels)!,
            NamePatterns = context.Get(Names)!,
            Resources = context.Get(Resources)!,
            Statuses = context.Get(Statuses)!,
        };

    /// <summary>For lists: what they show may be given to have just that.</summary>
    public Argument<string[]> Metrics { get; } =
        new("METRIC")
        {
            Description = "Only these metrics, as lists show them, or by beginnings of their ids. Default: all that the options select.",
            Arity = ArgumentArity.ZeroOrMore,
        };

    /// <summary>The same for a list that takes <see cref="Metrics"/>.</summary>
    public async Task<MetricSelector> ReadAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var names = new MetricNames(context.Client);
        var metrics = new HashSet<string>();
        foreach (var text in context.Get(Metrics) ?? [])
        {
            metrics.UnionWith((await names.AllAsync(text, cancellationToken)).Select(metric => metric.Name));
        }

        return metrics.Count <= LargestSelection
            ? Read(context) with
            {
                Metrics = [.. metrics],
            }
            : throw new CliException(
                $"{metrics.Count} metrics are meant: give more of their names. A selection has at most {LargestSelection}."
            );
    }

    private static IReadOnlyList<LabelMatcher> ParseLabels(ArgumentResult result)
    {
        var labels = new List<LabelMatcher>();
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            if (LabelText.TryParse(text) is { } label)
            {
                labels.Add(label);
            }
            else
            {
                result.AddError($"--label = '{text}': {LabelText.Rule}.");
            }
        }

        return LabelText.Merge(labels);
    }

    private static List<MetricStatus> ParseStatuses(ArgumentResult result)
    {
        var statuses = new List<MetricStatus>();
        foreach (var text in result.Tokens.Select(token => token.Value))
        {
            var state = Array.FindIndex(States, one => Word(one).Equals(text, StringComparison.OrdinalIgnoreCase));
            if (state >= 0)
            {
                statuses.Add(States[state]);
            }
            else
            {
                result.AddError($"--status = '{text}': must be {string.Join(" or ", States.Select(Word))}.");
            }
        }

        return statuses;
    }

    private static string Word(MetricStatus status) => Rendering.Spell.Of(status);
}
