using System.CommandLine;
using System.CommandLine.Parsing;
using HtmIt.Client;

namespace HtmIt.Cli.CommandLine;

/// <summary>The options that say which metrics are meant. All of them must hold.</summary>
internal sealed class SelectorOptions
{
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
