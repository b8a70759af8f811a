using System.Text.Json.Nodes;
using HtmIt.Client.Errors;

namespace HtmIt.Client;

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

    /// <summary>Monitors several metrics; each has a result of its own, in order.</summary>
    /// <exception cref="InvalidFieldException">A spec breaks a rule of its form; nothing was created.</exception>
    Task<IReadOnlyList<ItemResult<CreateModelResult>>> CreateManyAsync(
        IReadOnlyList<ModelSpec> specs,
        RequestOptions? options = null,
        CancellationToken cancellationToken = default
    );

    /// <summary>Exports models as JSON objects in the original's layout, custom ones with their samples of the last 14 days. An array of
    /// such objects is what the original exported.</summary>
    /// <param name="names">The models' resource names. None means all.</param>
    /// <param name="cancellationToken">Ends the export.</param>
    /// <exception cref="ModelNotFoundException">There is no such model.</exception>
    /// <exception cref="MetricNotMonitoredException">A metric of a model named is not monitored.</exception>
    IAsyncEnumerable<JsonObject> ExportAsync(IReadOnlyList<string>? names = null, CancellationToken cancellationToken = default);

    /// <summary>Imports models as they were exported, here or by the original, and its older flat specs. Each has a result of its own, in
    /// order. Importing again changes nothing.</summary>
    /// <param name="models">The models. Read as fast as the server takes them.</param>
    /// <param name="cancellationToken">Gives the import up; what was imported stays.</param>
    IAsyncEnumerable<ItemResult<CreateModelResult>> ImportAsync(
        IAsyncEnumerable<JsonNode?> models,
        CancellationToken cancellationToken = default
    );
}
