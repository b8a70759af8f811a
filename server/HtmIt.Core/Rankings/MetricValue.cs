using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Rankings;

/// <summary>What a ranking knows of a metric, and its score: the sum of its blocks' largest ones, or the largest of all.</summary>
public sealed record MetricValue(MetricRef Metric, Datasource Datasource, MetricStatus Status, string TagName, string Resource, string Name)
{
    /// <summary>See <see cref="Metrics.Metric.ResourceId"/>.</summary>
    public ResourceId ResourceId { get; init; }

    public double Value { get; init; }

    /// <summary>The time of its newest sample; null when it has none. Only where windows end with each metric.</summary>
    public long? NewestTime { get; init; }
}
