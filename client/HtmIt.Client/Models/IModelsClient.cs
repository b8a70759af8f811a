using HtmIt.Client.Errors;

namespace HtmIt.Client.Models;

/// <summary>Starts and stops the models that score metrics. Names are resource names (<c>models/{uid}</c>), as received.</summary>
public interface IModelsClient
{
    /// <summary>Monitors a metric: creates its model, and the metric where it does not exist. Stored samples are scored too.</summary>
    /// <exception cref="InvalidFieldException">A field of the spec breaks its rule.</exception>
    /// <exception cref="MetricNotFoundException">The spec names a resource that does not exist.</exception>
    /// <exception cref="MetricNotCustomException">The spec names a metric that is not a custom one.</exception>
    Task<CreateModelResult> CreateAsync(ModelSpec spec, RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Gets one model, whatever its status.</summary>
    /// <exception cref="ModelNotFoundException">There is no such model.</exception>
    Task<Model> GetAsync(string name, RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Lists the models of monitored metrics, page by page as the list is read.</summary>
    IAsyncEnumerable<Model> ListAsync(ListModelsOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Unmonitors a metric: its model, what it learnt and its scores are gone; the samples of a custom metric stay.</summary>
    /// <exception cref="ModelNotFoundException">There is no such model.</exception>
    /// <exception cref="ModelOfAutostackException">The model belongs to an autostack.</exception>
    Task DeleteAsync(string name, RequestOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Starts a model afresh with the same spec; all stored samples are scored again.</summary>
    /// <exception cref="ModelNotFoundException">There is no such model.</exception>
    /// <exception cref="MetricNotMonitoredException">The metric is not monitored.</exception>
    Task<Model> RestartAsync(string name, RequestOptions? options = null, CancellationToken cancellationToken = default);
}
