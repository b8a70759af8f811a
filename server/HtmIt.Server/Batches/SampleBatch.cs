using HtmIt.Core.Ingest;

namespace HtmIt.Server.Batches;

/// <summary>A batch of samples as it was read from the wire: <c>IngestMetricDataRequest</c> without objects for its parts.</summary>
internal sealed record SampleBatch(long Sequence, IReadOnlyList<SampleSeries> Series);
