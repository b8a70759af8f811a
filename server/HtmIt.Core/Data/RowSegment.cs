namespace HtmIt.Core.Data;

/// <summary>Rows of one metric, in row order.</summary>
public sealed record RowSegment(MetricRef Metric, IReadOnlyList<DataRow> Rows);
