using HtmIt.Core.Collecting;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>When one CloudWatch metric is asked for, and from where on. What it remembers can be rebuilt from the store, but for the periods
/// that were given up and the pauses.</summary>
public sealed record MetricSchedule : CollectionSchedule
{
    public MetricSchedule(Metric metric)
        : base(metric) { }

    public GivenUpPeriods GivenUp { get; private init; } = GivenUpPeriods.None;

    public AskedPeriods Asked { get; private init; } = AskedPeriods.None;

    /// <summary>What to ask for now, null when it is not due, and the schedule then.</summary>
    /// <param name="delaySeconds">How long after its end a period's datapoint usually appears.</param>
    public (CollectionWindow? Window, MetricSchedule Schedule) Ask(long now, CollectionPace pace, int delaySeconds)
    {
        if (now < DueAt)
        {
            return (null, this);
        }
        if (WindowAt(now, pace, delaySeconds) is not { } window)
        {
            // The delay or the stretch has grown since it was reckoned.
            return (null, this with { DueAt = DueAfter(Next!.Value, pace, delaySeconds) });
        }
        // Asking from a period that was given up on costs nothing more, and says how many samples come too late.
        return (GivenUp.CheckFrom(now) is { } from ? window with { Start = from } : window, this);
    }

    /// <summary>What to take of an answer: all of it, but nothing after a gap that may still be filled.</summary>
    public CollectedSamples Take(IReadOnlyList<Sample> answer, CollectionWindow window, long now, CollectionPace pace, int delaySeconds)
    {
        var (late, givenUp) = GivenUp.Check(answer, window, now);
        var (timing, asked) = Asked.Judge(answer, window, Next ?? window.Start);
        var start = Next ?? (answer.Count > 0 ? answer[0].Time : window.Start);
        var (samples, gaps, openUntil) = UntilOpenGap(answer, start, now, delaySeconds + pace.OpenSeconds);
        var next = samples.Count > 0 ? samples[^1].Time + PeriodSeconds : start;
        var isQuiet = false;
        if (samples.Count == 0 && openUntil is null)
        {
            (next, isQuiet) = AfterNothing(window, pace.OpenSeconds);
            gaps.Add((start, next));
        }
        if (Next is not null)
        {
            givenUp = gaps.Aggregate(givenUp, (all, gap) => all.Add(gap.From, gap.To, PeriodSeconds, now));
        }
        var schedule = this with
        {
            Next = next,
            DueAt = DueOnceTaken(next, window, openUntil, isQuiet, now, pace, delaySeconds),
            GivenUp = givenUp,
            Asked = asked,
        };
        return new(samples, late, late > 0 ? Punctuality.TooEarly : timing, schedule);
    }

    /// <summary>What was taken is not stored: it is asked for again from the same place, but no longer for the first time.</summary>
    public MetricSchedule NotStored(CollectedSamples taken) => this with { Asked = taken.Schedule.Asked };

    /// <summary>The samples up to the first gap that may still be filled, the gaps among them, and when what comes after it is taken at the
    /// latest; null when nothing was held back.</summary>
    /// <param name="waitSeconds">How long after its time a sample waits for those before it.</param>
    private (List<Sample> Samples, List<(long From, long To)> Gaps, long? OpenUntil) UntilOpenGap(
        IReadOnlyList<Sample> answer,
        long start,
        long now,
        int waitSeconds
    )
    {
        var (samples, gaps, expected) = (new List<Sample>(answer.Count), new List<(long, long)>(), start);
        foreach (var sample in answer.Where(sample => double.IsFinite(sample.Value)))
        {
            if (sample.Time < expected)
            {
                continue;
            }
            if (sample.Time >= expected + PeriodSeconds)
            {
                // Before the first collection there is no gap, only a beginning.
                if (Next is not null && sample.Time + waitSeconds > now)
                {
                    return (samples, gaps, sample.Time + waitSeconds);
                }
                gaps.Add((expected, sample.Time));
            }
            samples.Add(sample);
            expected = sample.Time + PeriodSeconds;
        }
        return (samples, gaps, null);
    }

    /// <summary>A window in the past without data is done with; the newest one stays open a while. What has had no data for longer than
    /// that is quiet.</summary>
    private (long Next, bool IsQuiet) AfterNothing(CollectionWindow window, int openSeconds)
    {
        if (window.Periods >= CollectionWindow.MostPeriods)
        {
            return (window.End, true);
        }
        var open = window.End - ((long)Math.Ceiling((double)openSeconds / PeriodSeconds) * PeriodSeconds);
        var next = Next ?? window.Start;
        return (Math.Max(next, open), open >= next);
    }

    private long DueOnceTaken(
        long next,
        CollectionWindow window,
        long? openUntil,
        bool isQuiet,
        long now,
        CollectionPace pace,
        int delaySeconds
    )
    {
        var hasMore = window.Periods >= CollectionWindow.MostPeriods && openUntil is null;
        if (hasMore || next >= window.End)
        {
            return DueAfter(next, pace, delaySeconds);
        }
        var retry = now + pace.RetrySeconds;
        return pace.IsLimited || isQuiet
            ? Math.Max(DueAfter(window.End, pace, delaySeconds), retry)
            : Math.Min(openUntil ?? long.MaxValue, retry);
    }
}
