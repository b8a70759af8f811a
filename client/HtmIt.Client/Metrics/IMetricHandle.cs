using System.Text.Json.Nodes;
using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>One metric. Holds nothing but what it is called: cheap to make, and as good as the server's answer to each call.</summary>
/// <remarks>All but <see cref="GetAsync"/> need the name: of a metric that is called by its key it is asked for first, with one
/// call more each time.</remarks>
public interface IMetricHandle
{
    /// <summary>Says which metric is meant.</summary>
    MetricTarget Target { get; }

    /// <summary>Gets the metric.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    /// <exception cref="InvalidFieldException">The name breaks its rule.</exception>
    Task<Metric> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Deletes a custom metric with its model, samples and scores.</summary>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    /// <exception cref="MetricNotCustomException">The metric is not a custom one.</exception>
    Task DeleteAsync(CancellationToken cancellationToken = default);

    /// <summary>Gets the smallest and largest stored value and the counts.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    /// <exception cref="MetricStatisticsNotReadyException">The metric has no sample yet.</exception>
    Task<MetricStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists the stored rows with their scores, page by page as the list is read.</summary>
    /// <param name="options">Conditions and order.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    /// <exception cref="InvalidFieldException">A condition breaks its rule.</exception>
    IAsyncEnumerable<MetricDataRow> ListDataAsync(ListMetricDataOptions options, CancellationToken cancellationToken = default);

    /// <summary>The same, a page at a time, each with the time since when rows are kept.</summary>
    /// <param name="options">Conditions and order.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    /// <exception cref="InvalidFieldException">A condition breaks its rule.</exception>
    IAsyncEnumerable<MetricDataPage> ListDataPagesAsync(ListMetricDataOptions options, CancellationToken cancellationToken = default);

    /// <summary>Sums up a stretch of the history in buckets of one width.</summary>
    /// <param name="query">Which samples, and into which buckets.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    /// <exception cref="InvalidFieldException">The query breaks a rule.</exception>
    Task<MetricDataBuckets> ListBucketsAsync(BucketQuery query, CancellationToken cancellationToken = default);

    /// <summary>Archives the metric with all its rows beside what the sender saw of it. Returns the archive's key in its store.</summary>
    /// <param name="clientView">Whatever is to be kept with it; empty for nothing.</param>
    /// <param name="id">What the archive is called by; given again, it is written over. Lower-case letters, digits and hyphens; empty for the time.</param>
    /// <param name="cancellationToken">Gives the call up. A long history takes a while: see <see cref="IHtmItClient.WithDeadline"/>.</param>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    /// <exception cref="FeedbackNotStoredException">The store did not take the archive.</exception>
    Task<string> SubmitFeedbackAsync(JsonObject clientView, string id, CancellationToken cancellationToken = default);
}
