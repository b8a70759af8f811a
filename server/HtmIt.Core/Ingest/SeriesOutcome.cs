using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Ingest;

/// <summary>What became of a series. The metric is null when it could be neither found nor made.</summary>
public sealed record SeriesOutcome(MetricId? Metric, long FirstRowId, long LastRowId, IReadOnlyList<SampleRefusal> Refusals);
