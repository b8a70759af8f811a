namespace HtmIt.Client;

/// <summary>Rows that were stored or changed.</summary>
/// <param name="Position">Where the watch stands after these rows.</param>
/// <param name="Metrics">The rows by metric, each metric once; those of one metric in the order in which they were stored or changed.</param>
public sealed record WatchRows(string Position, IReadOnlyList<MetricRows> Metrics) : WatchEvent(Position)
{
    /// <summary>The rows of all of them; at least one.</summary>
    public IReadOnlyList<MetricDataRow> Rows => [.. Metrics.SelectMany(metric => metric.Rows)];
}
