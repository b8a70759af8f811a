using HtmIt.Core.Metrics;

namespace HtmIt.Core.Aws;

/// <summary>A place in a listing: kind, resource, metric.</summary>
/// <param name="Type">Place of the kind among all.</param>
/// <param name="Metric">Place of the metric in the catalogue; -1 for the resource itself.</param>
public sealed record DiscoveryKey(int Type, string Id, int Metric)
{
    public static DiscoveryKey Of(AwsResource resource) => new(AwsResourceType.All.IndexOf(resource.Type), resource.Id, -1);

    public bool IsAfter(DiscoveryKey? other) =>
        other is null
        || Type > other.Type
        || (Type == other.Type && string.CompareOrdinal(Id, other.Id) is var order && (order > 0 || (order == 0 && Metric > other.Metric)));
}
