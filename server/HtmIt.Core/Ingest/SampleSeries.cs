using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Ingest;

/// <summary>Samples of one metric as a sender hands them in: named by the metric's own name or by its identity. With a violation there is
/// neither, and the series is refused as a whole.</summary>
public sealed record SampleSeries(string? MetricName, MetricId? Metric, IReadOnlyList<Sample> Samples)
{
    public FieldViolation? Violation { get; init; }

    public static SampleSeries ForName(string name, IReadOnlyList<Sample> samples) =>
        MetricNames.IsValid(name)
            ? new(name, null, samples)
            : new(null, null, samples) { Violation = FieldViolation.Of("metric_name", name, MetricNames.Rule) };

    public static SampleSeries ForMetric(string resourceName, IReadOnlyList<Sample> samples) =>
        MetricId.TryParseMetric(resourceName, out var id)
            ? new(null, id, samples)
            : new(null, null, samples) { Violation = FieldViolation.Of("metric", resourceName, MetricId.MetricRule) };
}
