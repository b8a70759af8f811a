namespace HtmIt.Client;

/// <summary>Rows of one metric, and what the metric is.</summary>
/// <param name="Metric">Name of the metric.</param>
/// <param name="Rows">The rows; at least one.</param>
public sealed record MetricRows(string Metric, IReadOnlyList<MetricDataRow> Rows)
{
    /// <summary>The key of a custom metric. Absent for other metrics, and for one that was deleted meanwhile.</summary>
    public MetricKey? Key { get; init; }

    /// <summary>The metric's own name: the one in its key, if it is a custom metric. Empty when it was deleted meanwhile.</summary>
    public string MetricName { get; init; } = "";

    /// <summary>The thing measured. In watches up to a minute old.</summary>
    public string Resource { get; init; } = "";
}
