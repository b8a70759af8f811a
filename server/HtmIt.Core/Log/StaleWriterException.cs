using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Log;

/// <summary>Somebody else has written to the metric since: the writer must forget what it knows and read the log again.</summary>
public sealed class StaleWriterException(MetricRef metric)
    : Exception($"Metric {metric.Id} was written by somebody else: the database has another last row or generation.")
{
    public MetricRef Metric { get; } = metric;
}
