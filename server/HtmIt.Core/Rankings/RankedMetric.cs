using HtmIt.Core.Metrics;

namespace HtmIt.Core.Rankings;

/// <summary>A metric and its place in a ranking.</summary>
/// <param name="ResourceValue">The largest value of any metric of its resource.</param>
public sealed record RankedMetric(MetricValue Metric, double ResourceValue)
{
    public double Value => Metric.Value;
}
