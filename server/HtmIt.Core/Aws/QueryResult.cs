using HtmIt.Core.Log;

namespace HtmIt.Core.Aws;

/// <summary>The answer to one query.</summary>
/// <param name="Samples">Periods that have data, by the time they begin, ascending.</param>
/// <param name="Fault">Why there is no complete answer to this query, while others may have one; null when there is.</param>
public sealed record QueryResult(IReadOnlyList<Sample> Samples, string? Fault = null);
