namespace HtmIt.Core.Log;

/// <summary>Sums up the stored rows of a metric. Smallest and largest value are NaN when there is none.</summary>
public readonly record struct MetricStatistics(double Min, double Max, long RowCount, long ScoredRowCount);
