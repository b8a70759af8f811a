namespace HtmIt.Core.Aws;

/// <summary>A place in a listing: kind, resource, metric. Or, of metrics that CloudWatch itself lists: a page of its listing, and the place there.
/// </summary>
/// <param name="Type">Place of the kind among all; <see cref="ListedType"/> for what CloudWatch lists.</param>
/// <param name="Id">Id of the resource, or token of the page.</param>
/// <param name="Metric">Place of the metric in the catalogue, or on the page; -1 for the resource itself.</param>
public sealed record DiscoveryKey(int Type, string Id, int Metric)
{
    public const int ListedType = -1;

    public static DiscoveryKey Of(AwsResource resource) => new(AwsResourceType.All.IndexOf(resource.Type), resource.Id, -1);

    public static DiscoveryKey Of(ListedMetric metric) => new(ListedType, metric.Page, metric.Place);

    /// <summary>Of resources and their metrics, which are listed in order.</summary>
    public bool IsAfter(DiscoveryKey? other) =>
        other is null
        || Type > other.Type
        || (Type == other.Type && string.CompareOrdinal(Id, other.Id) is var order && (order > 0 || (order == 0 && Metric > other.Metric)));
}
