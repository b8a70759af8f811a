using HtmIt.Core.Metrics;

namespace HtmIt.Core.Collecting;

/// <summary>A metric whose values come from CloudWatch, of one series or of many.</summary>
/// <param name="isZeroWithoutData">Whether a period without a value counts as 0.</param>
public abstract class ScheduledSeries(Metric metric, bool isZeroWithoutData = false)
    : ScheduledMetric<SeriesSchedule>(metric, new(metric) { IsZeroWithoutData = isZeroWithoutData })
{
    public abstract string Namespace { get; }

    public abstract string Statistic { get; }

    /// <summary>The window to ask for now; null when it is not due.</summary>
    public CollectionWindow? Ask(long now, CollectionPace pace, Patience patience)
    {
        (var window, Schedule) = Schedule.Ask(now, pace, patience);
        return window;
    }

    public void Settle(TakenSamples taken, bool isStored) =>
        // Who could not store it has said when to try again.
        Schedule = isStored ? taken.Stored : taken.NotStored.Postponed(Schedule.DueAt);

    /// <summary>It is no longer made of the same.</summary>
    protected void Forget() => Schedule = Schedule.Forget();
}
