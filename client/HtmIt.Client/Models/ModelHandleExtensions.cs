using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>The calls of <see cref="IModelHandle"/> that take options, with the default of each.</summary>
/// <remarks>Beside the interface, so that a fake has each call once, and that <c>new()</c> as an argument means options.</remarks>
public static class ModelHandleExtensions
{
    /// <summary>Starts the model afresh with the same parameters; all stored samples are scored again.</summary>
    /// <param name="model">The model.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="ModelNotFoundException">There is no such model.</exception>
    /// <exception cref="MetricNotMonitoredException">The metric is not monitored.</exception>
    public static Task<Model> RestartAsync(this IModelHandle model, CancellationToken cancellationToken = default) =>
        model.RestartAsync(new RestartOptions(), cancellationToken);
}
