namespace HtmIt.Client;

/// <summary>A page of listed rows.</summary>
/// <param name="Metrics">The rows by metric, each metric once.</param>
/// <param name="KeptSince">Rows before this time are no longer kept, in UTC: they are not listed although they existed. Absent while nothing
/// was ever removed.</param>
public sealed record MetricDataPage(IReadOnlyList<MetricRows> Metrics, DateTimeOffset? KeptSince)
{
    /// <summary>Of the first page: where a watch goes on (<see cref="WatchStart.After"/>); it misses nothing that the list does not have, and may
    /// repeat some of what it has. Empty on the others.</summary>
    public string Position { get; init; } = "";

    /// <summary>The rows of all of them, in order.</summary>
    public IReadOnlyList<MetricDataRow> Rows => [.. Metrics.SelectMany(metric => metric.Rows)];
}
