using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources;

/// <summary>A model to be imported of which the spec says everything.</summary>
/// <param name="Fields">Where the writer of the item has the parts of the spec.</param>
public sealed record ModelImport(ModelSpec Spec, SpecFields Fields) : ImportItem
{
    public override Datasource Datasource => Spec.Datasource;

    /// <summary>What is said about the metric, where it is made.</summary>
    public MetricDetails Details { get; init; } = MetricDetails.None;

    /// <summary>Where the writer of the item says that.</summary>
    public FieldPath DetailsField { get; init; } = Fields.Metric;
}
