using System.Text.Json.Nodes;
using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Starts models, the learning detectors that score metrics, and lists them. What is done to one model is on its handle.</summary>
public interface IModelsClient
{
    /// <summary>The model with a name (<c>models/{uid}</c>, as received). Asks nothing of the server.</summary>
    /// <param name="name">The model's name.</param>
    IModelHandle this[string name] { get; }

    /// <summary>Monitors a metric: creates its model, and the metric where it does not exist. Stored samples are scored too.</summary>
    /// <param name="spec">What to monitor and with which parameters.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="InvalidFieldException">A field of the spec breaks its rule.</exception>
    /// <exception cref="MetricNotFoundException">The spec names a resource that does not exist.</exception>
    /// <exception cref="MetricNotCustomException">The spec names a metric that is not a custom one.</exception>
    Task<CreateModelResult> CreateAsync(ModelSpec spec, CancellationToken cancellationToken = default);

    /// <summary>Lists models of monitored metrics, page by page as the list is read.</summary>
    /// <param name="options">Conditions.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="InvalidFieldException">A condition breaks its rule.</exception>
    IAsyncEnumerable<Model> ListAsync(ListModelsOptions options, CancellationToken cancellationToken = default);

    /// <summary>Monitors all metrics that are selected and have no model yet, page by page as the results are read. What was monitored before
    /// is passed over, so asking again is safe.</summary>
    /// <param name="selector">Which metrics; one without conditions means all.</param>
    /// <param name="options">With which parameters.</param>
    /// <param name="cancellationToken">Gives it up; what was monitored stays so.</param>
    /// <exception cref="InvalidFieldException">A condition or a parameter breaks its rule; nothing was monitored.</exception>
    IAsyncEnumerable<MonitoredMetric> MonitorAsync(
        MetricSelector selector,
        MonitorOptions options,
        CancellationToken cancellationToken = default
    );

    /// <summary>Starts all models that are selected afresh, with the parameters that they have, page by page as the results are read. Asking again
    /// restarts them once more.</summary>
    /// <param name="selector">Whose models; one without conditions means all.</param>
    /// <param name="cancellationToken">Gives it up; what was restarted stays so.</param>
    /// <exception cref="InvalidFieldException">A condition breaks its rule; nothing was restarted.</exception>
    IAsyncEnumerable<RestartedModel> RestartAsync(MetricSelector selector, CancellationToken cancellationToken = default);

    /// <summary>Monitors several metrics; each has a result of its own, in order.</summary>
    /// <param name="specs">What to monitor and with which parameters.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="InvalidFieldException">A spec breaks a rule of its form; nothing was created.</exception>
    Task<IReadOnlyList<ItemResult<CreateModelResult>>> CreateManyAsync(
        IReadOnlyList<ModelSpec> specs,
        CancellationToken cancellationToken = default
    );

    /// <summary>Exports models as JSON objects in the original's layout, custom ones with their samples of the last 14 days. An array of
    /// such objects is what the original exported.</summary>
    /// <param name="names">The models' resource names. None means all.</param>
    /// <param name="cancellationToken">Ends the export.</param>
    /// <exception cref="ModelNotFoundException">There is no such model.</exception>
    /// <exception cref="MetricNotMonitoredException">A metric of a model named is not monitored.</exception>
    IAsyncEnumerable<JsonObject> ExportAsync(IReadOnlyList<string> names, CancellationToken cancellationToken = default);

    /// <summary>Imports models as they were exported, here or by the original, and its older flat specs. Each has a result of its own, in
    /// order. Importing again changes nothing.</summary>
    /// <param name="models">The models. Read as fast as the server takes them.</param>
    /// <param name="cancellationToken">Gives the import up; what was imported stays.</param>
    IAsyncEnumerable<ItemResult<CreateModelResult>> ImportAsync(
        IAsyncEnumerable<JsonNode?> models,
        CancellationToken cancellationToken = default
    );
}
