using System.Collections.ObjectModel;
using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A row with its score. The score is absent until there is one.</summary>
internal sealed class MetricDataRowView(MetricDataRow row, MetricRows metric)
{
    public string Metric => row.Metric;

    public string MetricName => metric.MetricName;

    public IReadOnlyDictionary<string, string> Labels => metric.Key?.Labels ?? ReadOnlyDictionary<string, string>.Empty;

    public string Resource => metric.Resource;

    public long RowId => row.RowId;

    public DateTime Time => row.Time.UtcDateTime;

    public double Value => row.Value;

    public double? RawAnomalyScore => row.Score?.RawAnomalyScore;

    public double? AnomalyLikelihood => row.Score?.AnomalyLikelihood;

    public double? Surprise => row.Score?.Surprise;

    public double? Severity => row.Score?.Severity;

    public bool Learning => row.IsLearning;
}
