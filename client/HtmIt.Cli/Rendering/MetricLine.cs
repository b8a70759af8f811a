using HtmIt.Client;

namespace HtmIt.Cli.Rendering;

/// <summary>What a live view knows of one metric: its newest row and the way there.</summary>
internal sealed class MetricLine(string metricName, string unit = "")
{
    private const int SparkWidth = 40;

    private readonly Sparkline _sparkline = new(SparkWidth);

    public string MetricName => metricName;

    public string Unit => unit;

    public MetricDataRow? Newest { get; private set; }

    /// <summary>The newest score, which may belong to an older row than the newest value while a backlog is worked through.</summary>
    public MetricDataRow? NewestScored { get; private set; }

    public string Sparkline => _sparkline.ToString();

    /// <summary>How far its model had learnt at the newest score; empty when it had.</summary>
    public string Learning { get; private set; } = "";

    /// <param name="row">The row.</param>
    /// <param name="learning">How far its model had learnt; empty when it had.</param>
    public void Add(MetricDataRow row, string learning)
    {
        if (Newest is null || row.RowId > Newest.RowId)
        {
            _sparkline.Add(row.Value);
            Newest = row;
        }
        else if (row.RowId == Newest.RowId)
        {
            Newest = row;
        }

        if (row.Score is not null && (NewestScored is null || row.RowId >= NewestScored.RowId))
        {
            NewestScored = row;
            Learning = learning;
        }
    }
}
