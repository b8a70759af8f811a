using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>The list of time series.</summary>
public interface IMetricsClient
{
    /// <summary>Lists the datasources the server has.</summary>
    Task<IReadOnlyList<Datasource>> ListDatasourcesAsync(RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Creates a custom metric without a model. Not needed before sending samples.</summary>
    /// <exception cref="MetricAlreadyExistsException">A custom metric of that name exists.</exception>
    /// <exception cref="InvalidFieldException">The name breaks its rule.</exception>
    Task<Metric> CreateAsync(string metricName, RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Gets one metric, by its own name or its resource name.</summary>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    Task<Metric> GetAsync(MetricTarget target, RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Lists metrics, monitored or not, page by page as the list is read.</summary>
    IAsyncEnumerable<Metric> ListAsync(ListMetricsOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Deletes a custom metric with its model, samples and scores.</summary>
    /// <param name="name">The metric's resource name.</param>
    /// <param name="options">Deadline.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    /// <exception cref="MetricNotCustomException">The metric is not a custom one.</exception>
    Task DeleteAsync(string name, RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Gets the smallest and largest stored value and the counts of a metric.</summary>
    /// <param name="name">The metric's resource name.</param>
    /// <param name="options">Deadline.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="MetricNotFoundException">There is no such metric.</exception>
    /// <exception cref="MetricStatisticsNotReadyException">The metric has no sample yet.</exception>
    Task<MetricStatistics> GetStatisticsAsync(string name, RequestOptions? options = null, CancellationToken cancellationToken = default);
}
