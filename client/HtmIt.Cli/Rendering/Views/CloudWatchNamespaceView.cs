using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A namespace of AWS with its metrics.</summary>
internal sealed class CloudWatchNamespaceView(CloudWatchNamespace ns)
{
    public string Namespace => ns.Namespace;

    public IEnumerable<CloudWatchCatalogueMetricView> Metrics => ns.Metrics.Select(metric => new CloudWatchCatalogueMetricView(metric));

    public IReadOnlyList<string> Dimensions => ns.Dimensions;
}
