using HtmIt.Core.Log;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Collecting;

/// <summary>When the series of one metric is asked for, and what is taken of the answers: each period once its value has stopped changing, in
/// order of time. A request asks for the last periods again, which costs nothing, as CloudWatch bills by request. Whatever lies after the newest
/// row is asked for as long as CloudWatch keeps it. What the schedule remembers can be rebuilt from the store, but for what was seen.</summary>
public sealed record SeriesSchedule : CollectionSchedule
{
    /// <summary>How far back the last periods go that each request holds.</summary>
    public const int RecentSeconds = 5_400;

    /// <summary>A period as old as this, when it is asked for the first time, has stopped changing before.</summary>
    private const int SettledSeconds = 3_600;

    private const int FewestRecentPeriods = 3;

    /// <summary>A day of periods of five minutes.</summary>
    private const int SharedPeriods = 288;

    private const int DaySeconds = 86_400;

    public SeriesSchedule(Metric metric)
        : base(metric) => (Next, HasBegun) = (NextOf(metric), metric.LastSampleTime is not null);

    /// <summary>Whether there are rows: before the first one there is no gap, only a beginning.</summary>
    public bool HasBegun { get; private init; }

    /// <summary>Whether a period without a value counts as 0, once there has been one.</summary>
    public bool IsZeroWithoutData { get; init; }

    /// <summary>Where the zeros begin that the newest rows are, with no value after them; null when the newest row is none.</summary>
    public long? ZerosFrom { get; private init; }

    public SeenValues Seen { get; private init; } = SeenValues.None;

    public LongSilence Silence { get; private init; } = LongSilence.None;

    /// <summary>When it was asked for; null when it is to be asked for again without a pause.</summary>
    private long? AskedAt { get; init; }

    /// <summary>The end of what has been asked for.</summary>
    private long AskedUntil { get; init; } = long.MinValue;

    private int RecentPeriods => Math.Max(FewestRecentPeriods, RecentSeconds / PeriodSeconds);

    /// <summary>What follows the newest row.</summary>
    public override long? NextOf(Metric metric) =>
        (metric.LastSampleTime is { } last ? last + metric.PollInterval : metric.NextCollectTime)?.ToUnixTimeSeconds();

    /// <summary>What to ask for now, null when it is not due, and the schedule then.</summary>
    public (CollectionWindow? Window, SeriesSchedule Schedule) Ask(long now, CollectionPace pace, Patience patience)
    {
        if (now < DueAt)
        {
            return (null, this);
        }
        if (AskedAt is { } asked && pace.AskAgainAt(asked, PeriodSeconds, patience.AskAfter) is var due && now < due)
        {
            // The delay or the stretch has grown since it was reckoned.
            return (null, this with { DueAt = due });
        }
        return (WindowAt(now, pace, patience), this);
    }

    /// <summary>What to take of an answer.</summary>
    /// <param name="isWhole">Whether the answer holds all that CloudWatch has.</param>
    public TakenSamples Take(
        IReadOnlyList<Sample> answer,
        CollectionWindow window,
        long now,
        CollectionPace pace,
        Patience patience,
        bool isWhole = true
    )
    {
        var start = Next ?? window.Start;
        var end = EndAt(now, patience);
        var recent = RecentBefore(end);
        var known = HasBegun ? Seen.KnownFrom(start) : Seen;
        var look = new SeenLook(window, now, AskedAt ?? now, recent, isWhole) { ZerosFrom = ZerosFrom ?? long.MaxValue };
        var (seen, changes) = known.With(answer, start, look);
        // What is after a part that was not asked for waits until that was, unless CloudWatch no longer has it.
        var isFromNext = window.Start <= Math.Max(start, OldestKept(now));
        var (samples, isCut) = isFromNext ? Ready(answer, start, window, seen, now, pace, patience) : ([], false);
        var newest = samples.Where(sample => seen.Find(sample.Time) is not null).Select(sample => (long?)sample.Time).LastOrDefault();
        var watched = this with
        {
            Next = start,
            Seen = seen.From(recent, look.ZerosFrom),
            AskedAt = now,
            AskedUntil = Math.Max(AskedUntil, window.End),
            DueAt = pace.AskAgainAt(now, PeriodSeconds, patience.AskAfter),
        };
        var next = samples.Count > 0 ? samples[^1].Time + PeriodSeconds : start;
        var zeros = ZerosAfter(samples, newest);
        var silence = SilenceAfter(samples.Count > 0, seen.IsAnyWaiting, window, next, end, recent, now);
        var hasMore = isCut || (isFromNext && window.End < end && (samples.Count > 0 || (silence.IsKnown && !Silence.IsKnown)));
        var stored = watched with
        {
            Next = next,
            HasBegun = HasBegun || samples.Count > 0,
            ZerosFrom = zeros,
            Seen = seen.Stored(samples).From(recent, zeros ?? long.MaxValue),
            Silence = silence,
            AskedAt = hasMore ? null : now,
            DueAt = hasMore ? now : watched.DueAt,
        };
        var (inTime, tooEarly) = pace.Stretch == 1 ? Judge(samples, seen, now, patience) : (0, 0);
        return new(samples, stored, watched)
        {
            Late = changes.Late,
            Revised = changes.Revised,
            AfterZero = changes.AfterZero,
            ChangedAtAge = changes.AtAge,
            InTime = inTime,
            TooEarly = tooEarly,
            IsNothing = newest is null && !seen.IsAnyWaiting,
            FallsSilent = silence.PauseSeconds > 0 && Silence.PauseSeconds == 0,
            IsBack = newest is not null && Silence.PauseSeconds > 0,
        };
    }

    /// <summary>What was seen is no longer what is asked for: it is looked at anew.</summary>
    public SeriesSchedule Forget() => this with { Seen = SeenValues.None };

    /// <summary>Not before this time, and then at once.</summary>
    public SeriesSchedule Postponed(long until) => this with { AskedAt = null, DueAt = until };

    private CollectionWindow WindowAt(long now, CollectionPace pace, Patience patience)
    {
        var end = EndAt(now, patience);
        var window = WindowUntil(end, now, pace);
        // Values may yet come for all of the zeros: they are looked for, so that they are counted. It costs nothing.
        return ZerosFrom < window.Start ? Silent(Math.Max(ZerosFrom.Value, OldestKept(now)), end, now) : window;
    }

    private CollectionWindow WindowUntil(long end, long now, CollectionPace pace)
    {
        if (Next is not { } next)
        {
            var kept = Math.Max(CollectionWindow.RoundUp(now - (pace.BackfillDays * DaySeconds), PeriodSeconds), OldestKept(now));
            return CollectionWindow.Of(kept, end, now, PeriodSeconds);
        }
        var recent = RecentBefore(end);
        var from = Math.Max(CollectionWindow.RoundDown(next, PeriodSeconds), OldestKept(now));
        if (from >= recent || now < Silence.LookAt)
        {
            return new(recent, end, PeriodSeconds);
        }
        if (Silence.IsKnown)
        {
            return Silent(from, end, now);
        }
        // When the server starts, many metrics have been silent for different times.
        var start = AskedUntil == long.MinValue ? SharedAtStart(from, end) : from;
        return CollectionWindow.Of(start, end, now, PeriodSeconds, pace.BackfillDays);
    }

    private CollectionWindow Silent(long from, long end, long now) =>
        new(Math.Max(Shared(from, end), OldestKept(now)), end, PeriodSeconds) { IsSilent = true };

    /// <summary>The periods up to here are asked for: those that were over when the newest one was to be asked for.</summary>
    private long EndAt(long now, Patience patience) => CollectionWindow.RoundDown(now - (patience.AskAfter % PeriodSeconds), PeriodSeconds);

    private long RecentBefore(long end) => end - ((long)RecentPeriods * PeriodSeconds);

    /// <summary>An earlier start that metrics share which have been silent for about as long, so that they share calls. There is hardly
    /// anything in it.</summary>
    private long Shared(long from, long end)
    {
        var span = end - RecentBefore(end);
        while (end - span > from)
        {
            span *= 2;
        }
        return end - span;
    }

    private long SharedAtStart(long from, long end) =>
        Shared(from, end) is var shared && end - shared <= (long)CollectionWindow.MostPeriods * PeriodSeconds
            ? shared
            : CollectionWindow.RoundDown(from, (long)SharedPeriods * PeriodSeconds);

    /// <summary>Amazon CloudWatch keeps datapoints of less than a minute for 3 hours, of a minute for 15 days, of five minutes for 63 and of an
    /// hour for 455.</summary>
    private long OldestKept(long now)
    {
        var seconds = PeriodSeconds switch
        {
            < 60 => 3 * 3_600,
            < 300 => 15 * DaySeconds,
            < 3_600 => 63 * DaySeconds,
            _ => 455 * DaySeconds,
        };
        return CollectionWindow.RoundUp(now - seconds, PeriodSeconds);
    }

    /// <summary>The samples up to the first that is to wait, or that comes after a gap which may still be filled; with zeros in the gaps, where those
    /// count as that.</summary>
    private (List<Sample> Samples, bool IsCut) Ready(
        IReadOnlyList<Sample> answer,
        long start,
        CollectionWindow window,
        SeenValues seen,
        long now,
        CollectionPace pace,
        Patience patience
    )
    {
        var (samples, expected) = (new List<Sample>(), start);
        var after = answer.Where(sample => sample.Time >= start && double.IsFinite(sample.Value)).ToArray();
        // Before the first value there is nothing, and no zeros.
        var candidates =
            IsZeroWithoutData && (HasBegun || after.Length > 0)
                ? ZeroFill.Of(after, HasBegun ? Math.Max(start, window.Start) : after[0].Time, window.End, PeriodSeconds, IsZero)
                : after.Select(sample => (Sample: sample, IsZero: false));
        foreach (var (sample, isZero) in candidates)
        {
            if (samples.Count == CollectionWindow.MostPeriods)
            {
                return (samples, true);
            }
            var isGap = HasBegun && sample.Time >= expected + PeriodSeconds;
            if (isGap && sample.Time + patience.Age + pace.OpenSeconds > now)
            {
                break;
            }
            if (!isZero && !IsReady(sample.Time, seen, now, patience))
            {
                break;
            }
            samples.Add(sample);
            expected = sample.Time + PeriodSeconds;
        }
        return (samples, false);

        bool IsZero(long time, Sample? later)
        {
            var wait = patience.Age + pace.OpenSeconds;
            return later is { } one
                ? AgeAt(time, now) >= wait && IsReady(one.Time, seen, now, patience)
                : AgeAt(time, now) >= Math.Max(wait, ZeroFill.LongestWaitSeconds)
                    && time - (after.Length > 0 ? after[^1].Time : ZerosFrom ?? start) < ZeroFill.LongestRunSeconds;
        }
    }

    /// <param name="newest">The newest that is a value.</param>
    private long? ZerosAfter(List<Sample> samples, long? newest) =>
        samples.Count == 0 ? ZerosFrom
        : newest is not { } value ? ZerosFrom ?? samples[0].Time
        : samples[^1].Time > value ? value + PeriodSeconds
        : null;

    private bool IsReady(long time, SeenValues seen, long now, Patience patience)
    {
        var age = AgeAt(time, now);
        if (age < patience.Age || seen.Find(time) is not { } value)
        {
            return false;
        }
        return now - value.Since >= patience.Still
            || (time >= AskedUntil && age >= SettledSeconds)
            // What never stands still is taken as it is.
            || now - value.First >= SettledSeconds;
    }

    private LongSilence SilenceAfter(bool isTaken, bool isAnyWaiting, CollectionWindow window, long next, long end, long recent, long now)
    {
        if (isTaken)
        {
            return LongSilence.None;
        }
        if (isAnyWaiting)
        {
            return Silence.Broken(now);
        }
        return window.Start <= Math.Max(next, OldestKept(now)) && next < recent
            ? Silence.Nothing(window.End >= end, now, PeriodSeconds)
            : Silence;
    }

    /// <summary>How many values were final when they were asked for first, of those that are taken, and how many came or changed since. What an
    /// outage held back says nothing about when to ask.</summary>
    private (int InTime, int TooEarly) Judge(IReadOnlyList<Sample> samples, SeenValues seen, long now, Patience patience)
    {
        var inTime = samples.Count(one => seen.Find(one.Time) is { } value && value.Since < now && IsInTime(one.Time, value.Since));
        var tooEarly = seen.NewAt(now)
            .Count(time => time < AskedUntil && !IsInTime(time, now) && AgeAt(time, now) <= PublicationDelay.LongestSeconds);
        return (inTime, tooEarly);

        bool IsInTime(long time, long seenAt) => AgeAt(time, seenAt) < patience.AskAfter + (PeriodSeconds / 2);
    }

    private long AgeAt(long time, long now) => now - time - PeriodSeconds;
}
