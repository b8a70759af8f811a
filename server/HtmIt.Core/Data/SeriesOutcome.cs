using HtmIt.Core.Metrics;

namespace HtmIt.Core.Data;

/// <summary>What became of a series. The metric is null when it could be neither found nor made.</summary>
public sealed record SeriesOutcome(MetricId? Metric, long FirstRowId, long LastRowId, IReadOnlyList<SampleRefusal> Refusals);
