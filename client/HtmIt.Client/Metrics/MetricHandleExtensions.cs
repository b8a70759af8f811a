using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>The calls of <see cref="IMetricHandle"/> that take options, with the default of each.</summary>
/// <remarks>Beside the interface, so that a fake has each call once, and that <c>new()</c> as an argument means options.</remarks>
public static class MetricHandleExtensions
{
    /// <summary>Lists the scored rows of the metric, newest first, page by page as the list is read.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    public static IAsyncEnumerable<MetricDataRow> ListDataAsync(this IMetricHandle metric, CancellationToken cancellationToken = default) =>
        metric.ListDataAsync(new ListMetricDataOptions(), cancellationToken);

    /// <summary>The same, a page at a time, each with the time since when rows are kept.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    public static IAsyncEnumerable<MetricDataPage> ListDataPagesAsync(
        this IMetricHandle metric,
        CancellationToken cancellationToken = default
    ) => metric.ListDataPagesAsync(new ListMetricDataOptions(), cancellationToken);

    /// <summary>Archives the metric with all its rows and nothing beside them, as <see cref="IMetricHandle.SubmitFeedbackAsync"/> does.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    /// <exception cref="FeedbackNotStoredException">The store did not take the archive.</exception>
    public static Task<string> SubmitFeedbackAsync(this IMetricHandle metric, CancellationToken cancellationToken = default) =>
        metric.SubmitFeedbackAsync([], "", cancellationToken);
}
