namespace HtmIt.Core.Data;

/// <summary>The last row seen in a walk over metrics by number and, within a metric, by time.</summary>
public readonly record struct HistoryPlace(int MetricNumber, long Time);
