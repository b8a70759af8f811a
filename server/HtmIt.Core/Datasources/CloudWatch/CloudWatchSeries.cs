using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>A CloudWatch metric that is collected: one series.</summary>
internal sealed class CloudWatchSeries : ScheduledSeries, IRequested
{
    public CloudWatchSeries(Metric metric)
        : base(metric)
    {
        Spec = (CloudWatchMetricSpec)metric.Spec!.Metric;
        Query = new(Spec.Namespace, Spec.Metric, Spec.Dimensions, Spec.Supported?.Statistic ?? "Average", Schedule.PeriodSeconds);
    }

    public CloudWatchMetricSpec Spec { get; }

    public MetricQuery Query { get; }

    public override string Namespace => Spec.Namespace;

    public override string Statistic => Query.Statistic;
}
