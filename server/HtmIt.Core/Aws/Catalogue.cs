using System.Text.Json;

namespace HtmIt.Core.Aws;

/// <summary>What is known of CloudWatch metrics beforehand: their statistics, units and ranges. Any other metric can be monitored too. The rows
/// stand in <c>catalogue.json</c>, each with its source; the statistic of one never changes, as metrics that were monitored without naming one
/// are told apart by it.</summary>
public static class Catalogue
{
    private const string Resource = "HtmIt.Core.Aws.catalogue.json";

    public static IReadOnlyList<CatalogueMetric> Metrics { get; } = Read();

    private static readonly ILookup<(string, string), CatalogueMetric> ByName = Metrics.ToLookup(metric => (metric.Namespace, metric.Name));

    /// <summary>The metric with this namespace, name and exactly these dimension names; null when there is none.</summary>
    public static CatalogueMetric? Find(string ns, string name, IEnumerable<string> dimensions) =>
        dimensions.ToArray() is [var dimension] ? ByName[(ns, name)].FirstOrDefault(metric => metric.Dimension == dimension) : null;

    /// <summary>What is known of a metric by its name, whatever the dimensions; null when nothing is.</summary>
    public static CatalogueMetric? FindByName(string ns, string name) => ByName[(ns, name)].FirstOrDefault();

    /// <summary>What is monitored when a whole resource is.</summary>
    public static IEnumerable<CatalogueMetric> DefaultsOf(AwsResourceType type) =>
        Metrics.Where(metric => metric.Type == type && metric.IsDefault);

    private static CatalogueMetric[] Read()
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream(Resource)!;
        var rows = JsonSerializer.Deserialize<CatalogueRow[]>(stream, JsonSerializerOptions.Web)!;
        return Array.ConvertAll(rows, row => row.ToMetric());
    }
}
