using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A metric of a resource that exists at AWS.</summary>
internal sealed class CloudWatchAvailableMetricView(CloudWatchAvailableMetric available)
{
    public CloudWatchMetricView Metric => new(available.Metric);

    public CloudWatchCatalogueMetricView Catalogue => new(available.Catalogue);

    public CloudWatchResourceView Resource => new(available.Resource);
}
