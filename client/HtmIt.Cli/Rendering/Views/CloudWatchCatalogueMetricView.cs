using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A metric that can be monitored at AWS.</summary>
internal sealed class CloudWatchCatalogueMetricView(CloudWatchCatalogueMetric metric)
{
    public string Namespace => metric.Namespace;

    public string MetricName => metric.MetricName;

    public string AwsResourceType => metric.AwsResourceType;

    public string Dimension => metric.Dimension;

    public string Statistic => metric.Statistic;

    public string Unit => metric.Unit;

    public double DefaultMin => metric.DefaultMin;

    public double? DefaultMax => metric.DefaultMax;

    public bool IsDefault => metric.IsDefault;

    public double PeriodSeconds => metric.Period.TotalSeconds;

    public MissingData? MissingData => metric.MissingData is Client.MissingData.Unspecified ? null : metric.MissingData;
}
