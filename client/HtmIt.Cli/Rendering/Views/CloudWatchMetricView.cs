using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A metric at AWS.</summary>
internal sealed class CloudWatchMetricView(CloudWatchMetric metric)
{
    public string Region => metric.Region;

    public string Namespace => metric.Namespace;

    public string MetricName => metric.MetricName;

    public IReadOnlyDictionary<string, string> Dimensions => metric.Dimensions;

    public string Account => metric.Account;

    public string? Statistic => metric.Statistic.Length > 0 ? metric.Statistic : null;

    public double? PeriodSeconds => metric.Period?.TotalSeconds;

    public MissingData? MissingData => metric.MissingData is Client.MissingData.Unspecified ? null : metric.MissingData;

    public string? AwsUnit => metric.AwsUnit.Length > 0 ? metric.AwsUnit : null;
}
