using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A metric of a resource that exists at AWS.</summary>
internal sealed class CloudWatchAvailableMetricView(CloudWatchAvailableMetric available)
{
    public CloudWatchMetricView Metric => new(available.Metric);

    public CloudWatchCatalogueMetricView? Catalogue => available.Catalogue is { } known ? new(known) : null;

    public CloudWatchResourceView? Resource => available.Resource is { } resource ? new(resource) : null;
}
