using HtmIt.Core.Metrics;

namespace HtmIt.Core.Rankings;

/// <summary>A metric and its place in a ranking.</summary>
/// <param name="ServerValue">The largest value of any metric of its server.</param>
public sealed record RankedMetric(MetricValue Metric, double ServerValue)
{
    public double Value => Metric.Value;
}
