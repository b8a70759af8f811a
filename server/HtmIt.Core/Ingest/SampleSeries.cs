using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Ingest;

/// <summary>Samples of one metric as a sender hands them in: named by the metric's key or by its identity. With a violation there is
/// neither, and the series is refused as a whole.</summary>
public sealed record SampleSeries(MetricKey? Key, MetricId? Metric, IReadOnlyList<Sample> Samples)
{
    public FieldViolation? Violation { get; init; }

    /// <param name="at">Where the sender has the key.</param>
    public static SampleSeries ForKey(MetricKey key, IReadOnlyList<Sample> samples, FieldPath at) =>
        MetricKeyRules.Check(key, at) is { } violation ? new(null, null, samples) { Violation = violation } : new(key, null, samples);

    /// <param name="at">Where the sender has the name.</param>
    public static SampleSeries ForMetric(string resourceName, IReadOnlyList<Sample> samples, FieldPath at) =>
        MetricId.TryParseMetric(resourceName, out var id)
            ? new(null, id, samples)
            : new(null, null, samples) { Violation = at.Violation(resourceName, MetricId.MetricRule) };
}
