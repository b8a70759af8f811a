using HtmIt.Core.Log;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Exchange;

/// <summary>A model to be imported.</summary>
/// <param name="Spec">What to monitor; the autostack in it is replaced by the one of that name here.</param>
public sealed record ImportItem(ModelSpec Spec)
{
    /// <summary>The custom metric, where it is named by its identity instead of its own name.</summary>
    public MetricId? Existing { get; init; }

    /// <summary>The autostack, for metrics of one.</summary>
    public AutostackDefinition? Stack { get; init; }

    /// <summary>Samples of a custom metric.</summary>
    public IReadOnlyList<Sample> Data { get; init; } = [];

    /// <summary>Names of fields in refusals, as the writer of the item knows them.</summary>
    public ImportFields Fields { get; init; } = ImportFields.Proto;
}
