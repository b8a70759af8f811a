using HtmIt.V1;

namespace HtmIt.Server.Tests.Support;

/// <summary>Rows of lists and watches, whatever metric they are of.</summary>
internal static class RowsByMetric
{
    public static IEnumerable<MetricDataRow> AllRows(this IEnumerable<MetricRows> metrics) => metrics.SelectMany(metric => metric.Rows);

    /// <summary>Each row with the name of its metric.</summary>
    public static IEnumerable<(string Metric, MetricDataRow Row)> NamedRows(this IEnumerable<MetricRows> metrics) =>
        metrics.SelectMany(metric => metric.Rows.Select(row => (metric.Metric, row)));
}
