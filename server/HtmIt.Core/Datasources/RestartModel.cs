using HtmIt.Core.Actors;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources;

/// <summary>Starts a model afresh, as it was or with other parameters.</summary>
public sealed class RestartModel(IModelRuntime runtime)
{
    // What is monitored stays as it is, so only the parameters are the caller's.
    private static readonly SpecFields At = new(
        FieldPath.Proto(""),
        FieldPath.Proto("model_params"),
        FieldPath.Proto("complete_model_params")
    );

    /// <param name="replace">Puts other parameters into the spec; null when they stay.</param>
    /// <param name="generation">Which generation is to be restarted; null for whatever it is.</param>
    /// <exception cref="DomainException">InvalidField, MetricNotMonitored, MetricChanged.</exception>
    public async Task ExecuteAsync(Metric metric, Func<ModelSpec, ModelSpec>? replace, int? generation, CancellationToken cancellationToken)
    {
        ModelSpec? other = null;
        if (replace is not null)
        {
            other = replace(metric.Spec ?? throw MetricErrors.MetricNotMonitored(metric.Id));
            ModelSpecRules.Check(other, At);
        }
        await runtime.RestartAsync(metric.Id, other, generation, cancellationToken);
    }
}
