using HtmIt.Core.Errors;
using HtmIt.Core.Ingest;

namespace HtmIt.Server.Batches;

/// <summary>The answer to a batch before it is written: <c>IngestMetricDataResponse</c> without objects for its parts.</summary>
/// <param name="Refusal">Why the batch was refused as a whole; then there are no outcomes.</param>
internal sealed record BatchAnswer(long Sequence, IReadOnlyList<SeriesOutcome> Outcomes, DomainException? Refusal);
