namespace HtmIt.Client;

/// <summary>What can be monitored at AWS, whatever exists there.</summary>
/// <param name="Regions">The regions that can be asked, by name.</param>
/// <param name="Namespaces">The namespaces with their metrics, by name.</param>
public sealed record CloudWatchCatalogue(IReadOnlyList<CloudWatchRegion> Regions, IReadOnlyList<CloudWatchNamespace> Namespaces);
