using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>A metric of an autostack that is collected: one of many series, those of the members.</summary>
internal sealed class CollectedAutostackMetric(Metric metric, Autostack autostack) : ScheduledMetric<AutostackSchedule>(metric, new(metric))
{
    public Autostack Autostack { get; } = autostack;

    public AutostackMetricSpec Spec { get; } = (AutostackMetricSpec)metric.Spec!.Metric;

    public string Statistic => Spec.Supported?.Statistic ?? "Average";

    /// <summary>Whether it is the number of members, for which CloudWatch need not be asked, and of which there is no past.</summary>
    public bool IsCount => Spec.Slave == AutostackDatasource.Instance;

    public MetricQuery QueryOf(string instance) =>
        new(
            Spec.Namespace,
            Spec.Metric,
            new Dictionary<string, string> { [AwsResourceType.Ec2Instance.Dimension] = instance },
            Statistic,
            Schedule.PeriodSeconds
        );

    /// <summary>The window to collect now; null when it is not due.</summary>
    public CollectionWindow? Ask(long now, CollectionPace pace)
    {
        (var window, Schedule) = Schedule.Ask(now, pace, onlyNewest: IsCount);
        return window;
    }

    public void Stored(CollectionWindow window, CollectionPace pace) => Schedule = Schedule.Stored(window, pace);
}
