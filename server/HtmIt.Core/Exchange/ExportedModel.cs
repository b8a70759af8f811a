using HtmIt.Core.Log;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Exchange;

/// <summary>A model as it leaves the server, or a part of one: what is long comes in parts.</summary>
/// <param name="Spec">What it is monitored with. The autostack in it means nothing elsewhere.</param>
/// <param name="Data">Samples of a custom metric, ascending in time; empty for others.</param>
public sealed record ExportedModel(ModelSpec Spec, IReadOnlyList<Sample> Data)
{
    /// <summary>The autostack, for metrics of one.</summary>
    public AutostackDefinition? Stack { get; init; }

    /// <summary>Whether these are further samples of the model before.</summary>
    public bool IsContinuation { get; init; }
}
