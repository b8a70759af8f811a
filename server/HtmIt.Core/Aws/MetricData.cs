namespace HtmIt.Core.Aws;

/// <summary>The answer to a call for data.</summary>
/// <param name="Results">One for each query, in their order.</param>
/// <param name="Throttled">How many tries were turned away as too many before it was answered.</param>
public sealed record MetricData(IReadOnlyList<QueryResult> Results, int Throttled = 0);
