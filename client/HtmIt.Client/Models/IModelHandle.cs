using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>One model. Holds nothing but its name: cheap to make, and as good as the server's answer to each call.</summary>
public interface IModelHandle
{
    /// <summary>The model's name.</summary>
    string Name { get; }

    /// <summary>Gets the model, whatever its status.</summary>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="ModelNotFoundException">There is no such model.</exception>
    Task<Model> GetAsync(CancellationToken cancellationToken = default);

    /// <summary>Unmonitors the metric: its model, what it learnt and its scores are gone; the samples of a custom metric stay.</summary>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="ModelNotFoundException">There is no such model.</exception>
    /// <exception cref="ModelOfAutostackException">The model belongs to an autostack.</exception>
    Task DeleteAsync(CancellationToken cancellationToken = default);

    /// <summary>Starts the model afresh; all stored samples are scored again.</summary>
    /// <param name="options">With which parameters, and which generation of it.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="ModelNotFoundException">There is no such model.</exception>
    /// <exception cref="MetricNotMonitoredException">The metric is not monitored.</exception>
    /// <exception cref="MetricChangedException">The model has another generation than the expected one.</exception>
    /// <exception cref="InvalidFieldException">A parameter breaks its rule.</exception>
    Task<Model> RestartAsync(RestartOptions options, CancellationToken cancellationToken = default);
}
