using HtmIt.Core.Collecting;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>When the number of an autostack's members is noted: once in a period. Nothing is known of the past, so what was missed is
/// skipped.</summary>
public sealed record CountSchedule : CollectionSchedule
{
    public CountSchedule(Metric metric)
        : base(metric) => Next = NextOf(metric);

    public override long? NextOf(Metric metric) => metric.NextCollectTime?.ToUnixTimeSeconds();

    /// <summary>Whether it is due now.</summary>
    public (bool IsDue, CountSchedule Schedule) Ask(long now, CollectionPace pace)
    {
        var due = Math.Max(DueAt, Next is { } next ? next + ((long)(pace.Stretch - 1) * PeriodSeconds) : long.MinValue);
        return (now >= due, this with { DueAt = due });
    }

    /// <summary>Where the next one begins, once one is noted.</summary>
    public long NextAfter(long now) => CollectionWindow.RoundDown(now, PeriodSeconds) + PeriodSeconds;

    /// <summary>One is noted.</summary>
    public CountSchedule Stored(long now, CollectionPace pace)
    {
        var next = NextAfter(now);
        return this with { Next = next, DueAt = next + ((long)(pace.Stretch - 1) * PeriodSeconds) };
    }
}
