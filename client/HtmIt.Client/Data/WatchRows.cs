namespace HtmIt.Client;

/// <summary>Rows that were stored or changed. Rows of one metric are in row order.</summary>
/// <param name="Position">Where the watch stands after these rows.</param>
/// <param name="Rows">The rows; at least one.</param>
public sealed record WatchRows(string Position, IReadOnlyList<MetricDataRow> Rows) : WatchEvent(Position);
