using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Specs;

/// <summary>Where a caller has the parts of a model spec.</summary>
/// <param name="Metric">What to monitor.</param>
/// <param name="Params">Range and resolution.</param>
/// <param name="CompleteParams">All of the engine's parameters.</param>
public sealed record SpecFields(FieldPath Metric, FieldPath Params, FieldPath CompleteParams)
{
    /// <summary>A spec of the protos.</summary>
    /// <param name="at">Where the spec stands.</param>
    public static SpecFields Proto(Datasource datasource, string at = "spec")
    {
        var spec = FieldPath.Proto(at);
        return new(spec[datasource.Name], spec["model_params"], spec["complete_model_params"]);
    }
}
