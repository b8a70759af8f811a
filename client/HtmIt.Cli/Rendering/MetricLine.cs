using HtmIt.Client;

namespace HtmIt.Cli.Rendering;

/// <summary>What a live view knows of one metric: its newest row and the way there.</summary>
internal sealed class MetricLine(string metricName)
{
    private const int SparkWidth = 40;

    private readonly Sparkline _sparkline = new(SparkWidth);

    public string MetricName => metricName;

    public MetricDataRow? Newest { get; private set; }

    /// <summary>The newest score, which may belong to an older row than the newest value while a backlog is worked through.</summary>
    public MetricDataRow? NewestScored { get; private set; }

    public string Sparkline => _sparkline.ToString();

    public void Add(MetricDataRow row)
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
        }
    }
}
