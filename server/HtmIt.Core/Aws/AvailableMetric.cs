namespace HtmIt.Core.Aws;

/// <summary>A metric that exists.</summary>
/// <param name="Key">Where it stands in a listing.</param>
public sealed record AvailableMetric(
    string Namespace,
    string Name,
    IReadOnlyDictionary<string, string> Dimensions,
    CatalogueMetric? Known,
    DiscoveryKey Key
)
{
    /// <summary>The resource that it is a metric of; null when it was found by itself.</summary>
    public AwsResource? Resource { get; init; }

    /// <summary>A metric of the catalogue, of a resource that exists.</summary>
    public static AvailableMetric Of(AwsResource resource, CatalogueMetric metric) =>
        new(
            metric.Namespace,
            metric.Name,
            new Dictionary<string, string> { [metric.Dimension] = resource.Id },
            metric,
            DiscoveryKey.Of(resource) with
            {
                Metric = Catalogue.Metrics.IndexOf(metric),
            }
        )
        {
            Resource = resource,
        };

    /// <summary>A metric that CloudWatch lists.</summary>
    public static AvailableMetric Of(ListedMetric metric) =>
        new(
            metric.Namespace,
            metric.Name,
            metric.Dimensions,
            Catalogue.Find(metric.Namespace, metric.Name, metric.Dimensions.Keys) ?? Catalogue.FindByName(metric.Namespace, metric.Name),
            DiscoveryKey.Of(metric)
        );
}
