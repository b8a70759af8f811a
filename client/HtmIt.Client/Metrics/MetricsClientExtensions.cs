namespace HtmIt.Client;

/// <summary>The calls of <see cref="IMetricsClient"/> that take options, with the default of each.</summary>
/// <remarks>Beside the interface, so that a fake has each call once, and that <c>new()</c> as an argument means options.</remarks>
public static class MetricsClientExtensions
{
    /// <summary>Creates a custom metric about which nothing is to be said.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <param name="key">The metric's own name and its labels; a string is the name of one without labels.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    public static Task<CreateMetricResult> CreateAsync(
        this IMetricsClient metrics,
        MetricKey key,
        CancellationToken cancellationToken = default
    ) => metrics.CreateAsync(new NewMetric(key), cancellationToken);

    /// <summary>Lists all metrics, monitored or not, page by page as the list is read.</summary>
    /// <param name="metrics">The metrics.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    public static IAsyncEnumerable<Metric> ListAsync(this IMetricsClient metrics, CancellationToken cancellationToken = default) =>
        metrics.ListAsync(new ListMetricsOptions(), cancellationToken);
}
