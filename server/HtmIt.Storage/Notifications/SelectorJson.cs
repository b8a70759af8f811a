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
            one.NamePattern,
            [.. one.Labels],
            one.Resource,
            one.Datasource?.Number,
            one.Autostack?.Value,
            [.. one.Statuses]
        );

    private static MetricSelector ToSelector(Stored one, DatasourceRegistry datasources) =>
        new()
        {
            Metrics = Array.ConvertAll(one.Metrics, metric => new Core.Names.MetricId(metric)),
            NamePattern = one.NamePattern,
            Labels = one.Labels,
            Resource = one.Resource,
            Datasource = one.Datasource is { } number ? datasources[number] : null,
            Autostack = one.Autostack is { } autostack ? new Core.Names.AutostackId(autostack) : null,
            Statuses = one.Statuses,
        };

    private sealed record Stored(
        Guid[] Metrics,
        string NamePattern,
        LabelMatcher[] Labels,
        string Resource,
        short? Datasource,
        Guid? Autostack,
        MetricStatus[] Statuses
    );
}
