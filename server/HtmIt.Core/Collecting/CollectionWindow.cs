namespace HtmIt.Core.Collecting;

/// <summary>A span of whole periods to ask for: start inclusive, end exclusive, in whole seconds since 1970.</summary>
public readonly record struct CollectionWindow(long Start, long End, int PeriodSeconds)
{
    /// <summary>Datapoints that CloudWatch gives for one series at once: 5 days of 5-minute periods.</summary>
    public const int MostPeriods = 1_440;

    /// <summary>Beyond a period, what the newest datapoint takes to be complete, when nothing is known about it.</summary>
    public const int SettlingSeconds = 60;

    private const int SecondsPerDay = 86_400;

    /// <summary>Whether there was nothing in it before, and so hardly will be.</summary>
    public bool IsSilent { get; init; }

    public int Periods => (int)((End - Start) / PeriodSeconds);

    public bool IsEmpty => End == Start;

    /// <summary>The first window of a span.</summary>
    /// <param name="start">Null means as far back as asked, rounded up to whole periods, so that metrics share their buckets.</param>
    /// <param name="end">Null means a period and a minute ago.</param>
    public static CollectionWindow Of(long? start, long? end, long now, int periodSeconds, int backfillDays = 14)
    {
        var from = start ?? RoundUp(now - (backfillDays * SecondsPerDay), periodSeconds);
        var to = end ?? now - periodSeconds - SettlingSeconds;
        var periods = Math.Clamp((to - from) / periodSeconds, 0, MostPeriods);
        return new(from, from + (periods * periodSeconds), periodSeconds);
    }

    /// <summary>The window after this one; empty when no whole period is left before <paramref name="end"/>.</summary>
    public CollectionWindow Next(long end) => Of(End, end, now: 0, PeriodSeconds);

    /// <summary>To whole periods.</summary>
    public static long RoundUp(long time, int periodSeconds) => RoundDown(time + periodSeconds - 1, periodSeconds);

    /// <summary>To whole periods.</summary>
    public static long RoundDown(long time, long periodSeconds) => time - (((time % periodSeconds) + periodSeconds) % periodSeconds);
}
