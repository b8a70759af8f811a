namespace HtmIt.Client;

/// <summary>A CloudWatch namespace with the metrics of it that can be monitored.</summary>
/// <param name="Namespace">Its name, e.g. <c>AWS/EC2</c>; or <c>Autostacks</c>.</param>
/// <param name="Metrics">A name comes once for each kind of resource that has it.</param>
/// <param name="Dimensions">The dimensions that identify resources, each once.</param>
public sealed record CloudWatchNamespace(
    string Namespace,
    IReadOnlyList<CloudWatchCatalogueMetric> Metrics,
    IReadOnlyList<string> Dimensions
);
