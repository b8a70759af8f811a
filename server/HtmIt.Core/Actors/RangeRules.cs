using HtmIt.Core.Datasources;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
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
        if (spec.Metric.DefaultRange is { } known)
        {
            return Define(known, spec);
        }
        return stored.RowCount >= RowsBeforeStart ? Define(spec.Metric.RangeOf(stored.Min, stored.Max), spec) : null;
    }

    /// <summary>The definition of a model that has no row yet.</summary>
    public static ModelDefinition? Define(ModelSpec spec) => Define(spec, new(double.NaN, double.NaN, 0, 0));

    public static AnomalyModel CreateModel(ModelDefinition definition) => new(definition.ToParameters());

    private static ModelDefinition Define(ValueRange range, ModelSpec spec) =>
        new(range.Min, range.Max, range.Resolution(spec.Params?.MinResolution ?? ValueRange.DefaultMinResolution));
}
