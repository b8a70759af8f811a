using HtmIt.Core.Aws;
using HtmIt.Core.Datasources;
using HtmIt.Core.Log;
using HtmIt.Core.Specs;
using HtmIt.Engine;

namespace HtmIt.Core.Actors;

/// <summary>When a metric's model can start, and with what.</summary>
public static class RangeRules
{
    /// <summary>Rows that make a day of 5-minute samples: enough to find the range of values from them.</summary>
    public const int RowsBeforeStart = 288;

    /// <summary>The definition to start with, or null while more rows are needed.</summary>
    public static ModelDefinition? Define(ModelSpec spec, MetricStatistics stored)
    {
        if (spec.CompleteParams is { } complete)
        {
            return CompleteParamsReader.Read(complete);
        }
        if (spec.Params?.Range is { } given)
        {
            return Define(given, spec);
        }
        if (DefaultRange(spec.Metric) is { } known)
        {
            return Define(known, spec);
        }
        return stored.RowCount >= RowsBeforeStart ? Define(StoredRange(spec.Metric, stored), spec) : null;
    }

    /// <summary>The definition of a model that has no row yet.</summary>
    public static ModelDefinition? Define(ModelSpec spec) => Define(spec, new(double.NaN, double.NaN, 0, 0));

    public static AnomalyModel CreateModel(ModelDefinition definition) => new(definition.ToParameters());

    private static ValueRange? DefaultRange(MetricSpec metric) =>
        metric switch
        {
            CloudWatchMetricSpec { Supported.DefaultMax: { } max } => new ValueRange(CatalogueMetric.DefaultMin, max),
            AutostackMetricSpec { Supported.Max: var max } => new ValueRange(CatalogueMetric.DefaultMin, max),
            _ => null,
        };

    private static ValueRange StoredRange(MetricSpec metric, MetricStatistics stored) =>
        metric is CustomMetricSpec
            ? ValueRange.FromStatistics(stored.Min, stored.Max)
            : ValueRange.FromMaximum(CatalogueMetric.DefaultMin, stored.Max);

    private static ModelDefinition Define(ValueRange range, ModelSpec spec) =>
        new(range.Min, range.Max, range.Resolution(spec.Params?.MinResolution ?? ValueRange.DefaultMinResolution));
}
