using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A row with its score. The score is absent until there is one.</summary>
internal sealed class MetricDataRowView(MetricDataRow row, string metricName)
{
    public string Metric => row.Metric;

    public string MetricName => metricName;

    public long RowId => row.RowId;

    public DateTime Time => row.Time.UtcDateTime;

    public double Value => row.Value;

    public double? RawAnomalyScore => row.Score?.RawAnomalyScore;

    public double? AnomalyLikelihood => row.Score?.AnomalyLikelihood;

    public long? DisplayValue => row.Score?.DisplayValue;

    public double? Surprise => row.Score?.Surprise;
}
