using System.Runtime.CompilerServices;
using HtmIt.Core.Errors;

namespace HtmIt.Core.Aws;

/// <summary>Metrics that are found by themselves and not by their resources: CloudWatch says which there are.</summary>
public sealed class ListedMetrics(IMetricListing listing)
{
    /// <summary>The metrics after a place, in CloudWatch's order.</summary>
    /// <exception cref="DomainException">NamespaceNotFound, CloudWatchMetricNotFound: there is none.</exception>
    public async IAsyncEnumerable<AvailableMetric> ListAsync(
        DiscoveryQuery query,
        DiscoveryKey? after,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        // CloudWatch does not know tags: there is nothing with one.
        var isAny = query.Tags is not { Count: > 0 };
        var (page, place) = after is null ? ("", -1) : (after.Id, after.Metric);
        var found = isAny
            ? listing.ListMetricsAsync(query.Scope, new(query.Namespace, query.Metric, query.Dimensions), page, cancellationToken)
            : AsyncEnumerable.Empty<ListedMetric>();
        var isEmpty = after is null;
        await foreach (var metric in found.WithCancellation(cancellationToken))
        {
            isEmpty = false;
            var isOver = metric.Page == page && metric.Place <= place;
            if (!isOver && (query.Resource is not { } resource || metric.Dimensions.Values.Contains(resource)))
            {
                yield return AvailableMetric.Of(metric);
            }
        }
        if (isEmpty && query.Dimensions.Count == 0)
        {
            throw query.Metric is { } name ? AwsErrors.CloudWatchMetricNotFound(name) : AwsErrors.NamespaceNotFound(query.Namespace!);
        }
    }
}
