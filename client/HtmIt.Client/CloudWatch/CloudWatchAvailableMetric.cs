namespace HtmIt.Client;

/// <summary>A metric of a resource that exists.</summary>
/// <param name="Metric">Names it.</param>
/// <param name="Catalogue">What the catalogue knows of it.</param>
/// <param name="Resource">The resource that it is a metric of.</param>
public sealed record CloudWatchAvailableMetric(CloudWatchMetric Metric, CloudWatchCatalogueMetric Catalogue, CloudWatchResource Resource);
