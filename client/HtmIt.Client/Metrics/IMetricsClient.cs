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

    /// <summary>Creates a custom metric. Not needed before sending samples. One that is there already, and of which the same is said, is as good as
    /// created.</summary>
    /// <param name="metric">The metric's key, and what is to be said about it.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="MetricAlreadyExistsException">A custom metric of that key exists, and other things are said about it.</exception>
    /// <exception cref="InvalidFieldException">A field breaks its rule.</exception>
    /// <exception cref="QuotaExceededException">It was to be monitored, and the server monitors as many resources as it may.</exception>
    Task<CreateMetricResult> CreateAsync(NewMetric metric, CancellationToken cancellationToken = default);

    /// <summary>Deletes several custom metrics with their models, samples and scores; each has a result of its own, in order: its name.</summary>
    /// <param name="names">The metrics' names.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="InvalidFieldException">A name breaks its rule; nothing was deleted.</exception>
    Task<IReadOnlyList<ItemResult<string>>> DeleteManyAsync(IReadOnlyList<string> names, CancellationToken cancellationToken = default);

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
