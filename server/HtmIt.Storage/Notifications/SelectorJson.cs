using System.Text.Json;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Storage.Notifications;

/// <summary>Selectors as the database keeps them: ids and numbers, which outlive names.</summary>
internal static class SelectorJson
{
    private const string None = "[]";

    public static string Write(IReadOnlyList<MetricSelector> selectors) =>
        selectors.Count == 0 ? None : JsonSerializer.Serialize(selectors.Select(ToStored));

    public static IReadOnlyList<MetricSelector> Read(string json, DatasourceRegistry datasources) =>
        json == None ? [] : [.. JsonSerializer.Deserialize<Stored[]>(json)!.Select(one => ToSelector(one, datasources))];

    private static Stored ToStored(MetricSelector one) =>
        new(
            [.. one.Metrics.Select(metric => metric.Value)],
            [.. one.NamePatterns],
            [.. one.Labels],
            [.. one.Resources],
            [.. one.Datasources.Select(datasource => datasource.Number)],
            [.. one.Autostacks.Select(autostack => autostack.Value)],
            [.. one.Statuses]
        );

    private static MetricSelector ToSelector(Stored one, DatasourceRegistry datasources) =>
        new()
        {
            Metrics = Array.ConvertAll(one.Metrics, metric => new Core.Names.MetricId(metric)),
            NamePatterns = one.NamePatterns,
            Labels = one.Labels,
            Resources = one.Resources,
            Datasources = Array.ConvertAll(one.Datasources, number => datasources[number]),
            Autostacks = Array.ConvertAll(one.Autostacks, autostack => new Core.Names.AutostackId(autostack)),
            Statuses = one.Statuses,
        };

    private sealed record Stored(
        Guid[] Metrics,
        string[] NamePatterns,
        LabelMatcher[] Labels,
        string[] Resources,
        short[] Datasources,
        Guid[] Autostacks,
        MetricStatus[] Statuses
    );
}
