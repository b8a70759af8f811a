using HtmIt.Cli.Rendering;
using HtmIt.Client;

namespace HtmIt.Cli.Demo;

/// <summary>Rows at which something is told, close to each other.</summary>
internal sealed class Incident(string metricName, MetricDataRow first)
{
    public string MetricName => metricName;

    public DateTimeOffset Start { get; } = first.Time;

    /// <summary>The newest row at which something is told.</summary>
    public MetricDataRow Last { get; private set; } = first;

    /// <summary>The row of highest severity.</summary>
    public MetricDataRow Peak { get; private set; } = first;

    public int RowCount { get; private set; } = 1;

    public void Add(MetricDataRow row)
    {
        RowCount++;
        Last = row;
        if (row.Score!.Severity > Peak.Score!.Severity)
        {
            Peak = row;
        }
    }

    public override string ToString()
    {
        var span = Last.Time > Start ? $" to {Show.Clock(Last.Time)}, {RowCount} rows," : "";
        return $"{Show.Time(Start)}{span} {MetricName} = {Show.Value(Peak.Value)}, severity {Show.Surprise(Peak.Score!.Severity)}";
    }
}
