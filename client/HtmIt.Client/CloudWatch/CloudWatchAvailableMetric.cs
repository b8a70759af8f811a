namespace HtmIt.Client;

/// <summary>A metric that exists.</summary>
/// <param name="Metric">Names it.</param>
/// <param name="Catalogue">What the catalogue knows of it; null when that is nothing.</param>
/// <param name="Resource">The resource that it is a metric of; null for a metric that CloudWatch itself listed.</param>
public sealed record CloudWatchAvailableMetric(CloudWatchMetric Metric, CloudWatchCatalogueMetric? Catalogue, CloudWatchResource? Resource);
