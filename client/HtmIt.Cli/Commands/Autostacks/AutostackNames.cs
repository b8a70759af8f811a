using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Errors;
using HtmIt.Client;

namespace HtmIt.Cli.Commands.Autostacks;

/// <summary>Finds the autostacks and their metrics that a user named.</summary>
internal static class AutostackNames
{
    /// <summary>By the name, or by the name for people where only one region has it.</summary>
    public static async Task<Autostack> GetAsync(IHtmItClient client, string text, CancellationToken cancellationToken)
    {
        if (text.StartsWith("autostacks/", StringComparison.Ordinal))
        {
            return await client.Autostacks[text].GetAsync(cancellationToken);
        }

        var found = await client
            .Autostacks.ListAsync(cancellationToken)
            .Where(autostack => autostack.Title == text)
            .ToListAsync(cancellationToken);
        return found switch
        {
            [var autostack] => autostack,
            [] => throw new CliException($"There is no autostack '{text}'."),
            _ => throw new CliException(
                $"Several regions have an autostack '{text}': {string.Join(", ", found.Select(autostack => $"{autostack.Name} in {autostack.Region}"))}."
            ),
        };
    }

    private static readonly string[] Counts = ["InstanceCount", "MemberCount"];

    /// <summary>A metric as NAMESPACE/NAME or by its bare name.</summary>
    public static AutostackMetricSpec ToMetric(Autostack autostack, string text)
    {
        var cut = text.LastIndexOf('/');
        return cut >= 0
            ? new(autostack.Name, text[..cut], text[(cut + 1)..])
            : new(autostack.Name, Counts.Contains(text) ? "Autostacks" : autostack.Namespace, text);
    }

    public static Model FindMetric(Autostack autostack, IReadOnlyList<Model> models, string text)
    {
        var wanted = ToMetric(autostack, text);
        var name = $"{wanted.Namespace}/{wanted.MetricName}";
        return models.FirstOrDefault(model => model.Metric.Name == text || model.Metric.MetricName == name)
            ?? throw new CliException($"Autostack '{autostack.Title}' has no metric '{text}'.");
    }

    /// <summary>Filters given as NAME=VALUE,VALUE; an equals sign in a name and a comma in a value have a backslash before them. The same name again adds
    /// values.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> ToFilters(IEnumerable<string> texts)
    {
        var filters = new Dictionary<string, List<string>>();
        foreach (var text in texts)
        {
            var (name, patterns) =
                KeyValueText.TryParse(text)
                ?? throw new CliException($"'{text}' is no filter: give --filter tag:KEY=VALUE.", ExitCodes.Usage);
            if (!filters.TryGetValue(name, out var values))
            {
                filters[name] = values = [];
            }

            values.AddRange(Split(patterns));
        }

        return filters.ToDictionary(filter => filter.Key, IReadOnlyList<string> (filter) => filter.Value);
    }

    private static IEnumerable<string> Split(string values)
    {
        var start = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (values[i] == '\\')
            {
                i++;
            }
            else if (values[i] == ',')
            {
                yield return Plain(values[start..i]);
                start = i + 1;
            }
        }

        yield return Plain(values[start..]);
    }

    private static string Plain(string value) => value.Replace(@"\,", ",", StringComparison.Ordinal);
}
