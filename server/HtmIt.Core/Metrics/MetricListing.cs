using System.Runtime.CompilerServices;

namespace HtmIt.Core.Metrics;

/// <summary>Lists of any length.</summary>
public static class MetricListing
{
    private const int MetricsPerPage = 1_000;

    /// <summary>All metrics that the filter selects, in list order.</summary>
    public static async IAsyncEnumerable<Metric> ListAllAsync(
        this IMetricStore store,
        MetricFilter filter,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        MetricPlace? after = null;
        while (true)
        {
            var page = await store.ListAsync(filter, after, MetricsPerPage, cancellationToken);
            foreach (var metric in page)
            {
                yield return metric;
            }
            if (page.Count < MetricsPerPage)
            {
                break;
            }
            after = MetricPlace.Of(page[^1]);
        }
    }
}
