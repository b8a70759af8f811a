using HtmIt.Core.Metrics;

namespace HtmIt.Core.Aws;

/// <summary>A metric of a resource that exists.</summary>
public sealed record AvailableMetric(AwsResource Resource, CatalogueMetric Metric)
{
    /// <summary>Where it stands in a listing.</summary>
    public DiscoveryKey Key => DiscoveryKey.Of(Resource) with { Metric = Catalogue.Metrics.IndexOf(Metric) };
}
