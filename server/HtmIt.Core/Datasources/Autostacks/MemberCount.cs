using HtmIt.Core.Collecting;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>The number of an autostack's members, for which CloudWatch need not be asked.</summary>
internal sealed class MemberCount(Metric metric, Autostack autostack) : ScheduledMetric<CountSchedule>(metric, new(metric)), IOfAutostack
{
    public Autostack Autostack { get; } = autostack;

    /// <summary>Whether it is due now.</summary>
    public bool Ask(long now, CollectionPace pace)
    {
        (var isDue, Schedule) = Schedule.Ask(now, pace);
        return isDue;
    }

    public void Stored(long now, CollectionPace pace) => Schedule = Schedule.Stored(now, pace);
}
