using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>A metric of an autostack that is collected: one of many series, those of the members.</summary>
internal sealed class CollectedAutostackMetric(Metric metric, Autostack autostack, AutostackMetric? kind)
    : ScheduledSeries(metric, kind is { IsZeroWithoutData: true }),
        IOfAutostack
{
    private IReadOnlyList<AutostackMember>? _members;

    public Autostack Autostack { get; } = autostack;

    public CollectedAutostackMetric(Metric metric, Autostack autostack)
        : this(metric, autostack, ((AutostackMetricSpec)metric.Spec!.Metric).Of(autostack.Kind)) { }

    public AutostackMetricSpec Spec { get; } = (AutostackMetricSpec)metric.Spec!.Metric;

    public override string Namespace => Spec.Namespace;

    public override string Statistic => kind?.Statistic ?? "Average";

    public MetricQuery QueryOf(string member) =>
        new(
            Spec.Namespace,
            Spec.Metric,
            new Dictionary<string, string> { [Autostack.Kind.Dimension] = member },
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
