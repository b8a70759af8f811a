namespace HtmIt.Client;

/// <summary>Sums up the stored samples of a metric.</summary>
/// <param name="Min">Smallest stored value.</param>
/// <param name="Max">Largest stored value.</param>
/// <param name="RowCount">Number of stored samples.</param>
/// <param name="ScoredRowCount">Number of them that have a score.</param>
public sealed record MetricStatistics(double Min, double Max, long RowCount, long ScoredRowCount);
