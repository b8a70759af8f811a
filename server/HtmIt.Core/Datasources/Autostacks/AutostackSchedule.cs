using HtmIt.Core.Collecting;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>When one metric of an autostack is collected, and from where on. A window is done with when it was asked for, data or not: what a
/// member publishes later is not picked up.</summary>
public sealed record AutostackSchedule : CollectionSchedule
{
    public AutostackSchedule(Metric metric)
        : base(metric) { }

    private int DelaySeconds => PeriodSeconds + CollectionWindow.SettlingSeconds;

    /// <summary>What to collect now, null when it is not due, and the schedule then.</summary>
    /// <param name="onlyNewest">Nothing is known of the past: the newest period is collected, and what was missed is skipped.</param>
    public (CollectionWindow? Window, AutostackSchedule Schedule) Ask(long now, CollectionPace pace, bool onlyNewest)
    {
        if (now < DueAt)
        {
            return (null, this);
        }
        if (WindowAt(now, pace, DelaySeconds) is not { } window)
        {
            return (null, this with { DueAt = DueAfter(Next!.Value, pace, DelaySeconds) });
        }
        return (onlyNewest ? NewestFrom(window, now) : window, this);
    }

    /// <summary>What the window held is stored.</summary>
    public AutostackSchedule Stored(CollectionWindow window, CollectionPace pace) =>
        this with
        {
            Next = window.End,
            DueAt = DueAfter(window.End, pace, DelaySeconds),
        };

    private CollectionWindow NewestFrom(CollectionWindow window, long now)
    {
        while (window.Next(now - DelaySeconds) is { IsEmpty: false } later)
        {
            window = later;
        }
        return window with { Start = window.End - PeriodSeconds };
    }
}
