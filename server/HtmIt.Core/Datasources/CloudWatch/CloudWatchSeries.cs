using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>A CloudWatch metric that is collected: one series.</summary>
internal sealed class CloudWatchSeries : ScheduledMetric<MetricSchedule>, IRequested
{
    public CloudWatchSeries(Metric metric)
        : base(metric, new(metric))
    {
        Spec = (CloudWatchMetricSpec)metric.Spec!.Metric;
        Query = new(Spec.Namespace, Spec.Metric, Spec.Dimensions, Spec.Supported?.Statistic ?? "Average", Schedule.PeriodSeconds);
    }

    public CloudWatchMetricSpec Spec { get; }

    public MetricQuery Query { get; }

    /// <summary>The window to ask for now; null when it is not due.</summary>
    public CollectionWindow? Ask(long now, CollectionPace pace, int delaySeconds)
    {
        (var window, Schedule) = Schedule.Ask(now, pace, delaySeconds);
        return window;
    }

    public void Settle(CollectedSamples taken, bool isStored) => Schedule = isStored ? taken.Schedule : Schedule.NotStored(taken);
}
