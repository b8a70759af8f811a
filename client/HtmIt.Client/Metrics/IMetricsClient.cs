using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>The time series, monitored or not. What is done to one metric is on its handle.</summary>
public interface IMetricsClient
{
    /// <summary>A metric: a custom one by its key, or any that was received. Asks nothing of the server.</summary>
    /// <param name="metric">Says which metric is meant; a string is the own name of one without labels.</param>
    IMetricHandle this[MetricTarget metric] { get; }

    /// <summary>Lists the datasources the server has.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    Task<IReadOnlyList<Datasource>> ListDatasourcesAsync(CancellationToken cancellationToken = default);

    /// <summary>Creates a custom metric without a model. Not needed before sending samples.</summary>
    /// <param name="key">The metric's own name and its labels; a string is the name of one without labels.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="MetricAlreadyExistsException">A custom metric of that key exists.</exception>
    /// <exception cref="InvalidFieldException">The key breaks a rule.</exception>
    Task<Metric> CreateAsync(MetricKey key, CancellationToken cancellationToken = default);

    /// <summary>Lists metrics, monitored or not, page by page as the list is read.</summary>
    /// <param name="options">Conditions.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="InvalidFieldException">A condition breaks its rule.</exception>
    IAsyncEnumerable<Metric> ListAsync(ListMetricsOptions options, CancellationToken cancellationToken = default);

    /// <summary>Counts metrics, monitored or not.</summary>
    /// <param name="selector">Which metrics.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="InvalidFieldException">A condition breaks its rule.</exception>
    Task<long> CountAsync(MetricSelector selector, CancellationToken cancellationToken = default);
}
