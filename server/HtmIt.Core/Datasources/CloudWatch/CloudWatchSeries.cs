using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>A CloudWatch metric that is collected: one series.</summary>
internal sealed class CloudWatchSeries : ScheduledSeries, IRequested
{
    public CloudWatchSeries(Metric metric)
        : base(metric, SpecOf(metric).IsZeroWithoutData)
    {
        Spec = SpecOf(metric);
        Query = new(Spec.Namespace, Spec.Metric, Spec.Dimensions, Spec.AskedStatistic, Schedule.PeriodSeconds) { Unit = Spec.AskedUnit };
    }

    public CloudWatchMetricSpec Spec { get; }

    public MetricQuery Query { get; }

    public override string Namespace => Spec.Namespace;

    public override string Statistic => Query.Statistic;

    private static CloudWatchMetricSpec SpecOf(Metric metric) => (CloudWatchMetricSpec)metric.Spec!.Metric;
}
