using HtmIt.Core.Metrics;

namespace HtmIt.Core.Log;

/// <summary>End of a metric's log as its only writer believes it to be, and the state it writes in. A write names the head it starts from,
/// and is refused when the database knows another one: the writer is stale.</summary>
public readonly record struct LogHead(long LastRowId, int Generation, MetricStatus Status);
