using HtmIt.Core.Metrics;

namespace HtmIt.Core.Collecting;

/// <summary>When a metric is asked for next, and from where on. It never changes: what happens makes the schedule after it, and who asks
/// decides whether that one counts.</summary>
public abstract record CollectionSchedule
{
    protected CollectionSchedule(Metric metric) => (PeriodSeconds, Next) = ((int)metric.PollInterval.TotalSeconds, NextOf(metric));

    /// <summary>How far apart the datapoints are.</summary>
    public int PeriodSeconds { get; }

    /// <summary>Start of the next window; null before the first collection.</summary>
    public long? Next { get; init; }

    /// <summary>Not before this time, in seconds since 1970.</summary>
    public long DueAt { get; init; } = long.MinValue;

    /// <summary>Where the store says that the next collection begins; null when it does not know.</summary>
    internal static long? NextOf(Metric metric) => metric.NextCollectTime?.ToUnixTimeSeconds();

    /// <summary>The whole periods that can be read now; null while they are fewer than are asked for at a time.</summary>
    /// <param name="delaySeconds">How long after its end a period can be read.</param>
    protected CollectionWindow? WindowAt(long now, CollectionPace pace, int delaySeconds)
    {
        var window = CollectionWindow.Of(Next, now - delaySeconds, now, PeriodSeconds, pace.BackfillDays);
        return Next is null || window.Periods >= pace.Stretch ? window : null;
    }

    /// <summary>When the window that begins at this time can be read.</summary>
    protected long DueAfter(long start, CollectionPace pace, int delaySeconds) =>
        start + ((long)PeriodSeconds * pace.Stretch) + delaySeconds;
}
