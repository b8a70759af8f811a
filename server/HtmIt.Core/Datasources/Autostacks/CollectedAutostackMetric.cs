using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>A metric of an autostack that is collected: one of many series, those of the members.</summary>
internal sealed class CollectedAutostackMetric(Metric metric, Autostack autostack) : ScheduledSeries(metric), IOfAutostack
{
    private IReadOnlyList<AutostackMember>? _members;

    public Autostack Autostack { get; } = autostack;

    public AutostackMetricSpec Spec { get; } = (AutostackMetricSpec)metric.Spec!.Metric;

    public override string Namespace => Spec.Namespace;

    public override string Statistic => Spec.Supported?.Statistic ?? "Average";

    public MetricQuery QueryOf(string instance) =>
        new(
            Spec.Namespace,
            Spec.Metric,
            new Dictionary<string, string> { [AwsResourceType.Ec2Instance.Dimension] = instance },
            Statistic,
            Schedule.PeriodSeconds
        );

    /// <summary>These are its members now. What others had is not to be compared with what they have.</summary>
    public void Meet(IReadOnlyList<AutostackMember> members)
    {
        if (!ReferenceEquals(_members, members))
        {
            if (_members is not null && !_members.Select(one => one.InstanceId).SequenceEqual(members.Select(one => one.InstanceId)))
            {
                Forget();
            }
            _members = members;
        }
    }
}
