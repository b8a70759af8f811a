using HtmIt.Core.Data;
using HtmIt.Core.Metrics;
using HtmIt.Core.Models;

namespace HtmIt.Core.CloudWatch.Collecting;

/// <summary>When one metric is asked for, and from where on. What it remembers can be rebuilt from the store, but for the periods that were
/// given up and the pauses.</summary>
public sealed class MetricSchedule
{
    private const int LateCheckSeconds = 3_600;
    private const int LongestMemorySeconds = 3 * LateCheckSeconds;

    private readonly List<long> _givenUp = [];

    public MetricSchedule(Metric metric)
    {
        Metric = metric;
        Spec = (CloudWatchMetricSpec)metric.Spec!.Metric;
        Query = new(
            Spec.Namespace,
            Spec.Metric,
            Spec.Dimensions,
            Spec.Supported?.Statistic ?? "Average",
            (int)metric.PollInterval.TotalSeconds
        );
        Next = metric.NextCollectTime?.ToUnixTimeSeconds();
    }

    public Metric Metric { get; private set; }

    public CloudWatchMetricSpec Spec { get; }

    public MetricQuery Query { get; }

    /// <summary>Start of the next window; null before the first collection.</summary>
    public long? Next { get; private set; }

    /// <summary>Not before this time, in seconds since 1970.</summary>
    public long DueAt { get; private set; } = long.MinValue;

    /// <summary>Whether the last answer had data, so that the next should have some too.</summary>
    public bool IsAlive { get; private set; }

    /// <summary>Whether a metric in this state is collected.</summary>
    public static bool IsCollected(Metric metric) => metric.Status is MetricStatus.Active or MetricStatus.PendingData;

    /// <summary>Takes over what the store knows now.</summary>
    public void Refresh(Metric metric) => Metric = metric;

    /// <summary>What to ask for now; null when it is not due.</summary>
    public CollectionWindow? Window(long now, int delaySeconds, int stretch, int backfillDays)
    {
        if (now < DueAt)
        {
            return null;
        }
        var window = CollectionWindow.Of(Next, now - delaySeconds, now, Query.PeriodSeconds, backfillDays);
        if (window.IsEmpty || (Next is not null && window.Periods < stretch))
        {
            return null;
        }
        // Asking from a period that was given up on costs nothing more, and says how many samples come too late.
        return LateCheck(now) is { } from ? window with { Start = from } : window;
    }

    /// <summary>What to take of an answer: all of it, but nothing after a gap that may still be filled.</summary>
    /// <param name="delaySeconds">How long after its end a period's datapoint usually appears.</param>
    /// <param name="openSeconds">How much longer it is waited for.</param>
    public CollectedSamples Take(IReadOnlyList<Sample> answer, CollectionWindow window, long now, int delaySeconds, int openSeconds)
    {
        var period = Query.PeriodSeconds;
        var late = CountLate(answer, window, now);
        var expected = Next ?? (answer.Count > 0 ? answer[0].Time : window.Start);
        var taken = new List<Sample>(answer.Count);
        foreach (var sample in answer)
        {
            if (sample.Time < expected || !double.IsFinite(sample.Value))
            {
                continue;
            }
            if (sample.Time >= expected + period)
            {
                var openUntil = sample.Time + delaySeconds + openSeconds;
                if (Next is not null && openUntil > now)
                {
                    return new(taken, expected, late, openUntil);
                }
                GiveUp(expected, sample.Time, now);
            }
            taken.Add(sample);
            expected = sample.Time + period;
        }
        if (taken.Count > 0)
        {
            return new(taken, expected, late, null);
        }
        var next = NextAfterNothing(window, now, openSeconds);
        GiveUp(expected, next, now);
        return new(taken, next, late, null);
    }

    /// <summary>What was taken is stored.</summary>
    public void Stored(CollectedSamples collected, CollectionWindow window, long now, int retrySeconds, int delaySeconds, int stretch)
    {
        Next = collected.Next;
        IsAlive = collected.Samples.Count > 0;
        var available = collected.Next + ((long)Query.PeriodSeconds * stretch) + delaySeconds;
        if (collected.OpenUntil is { } openUntil)
        {
            DueAt = Math.Min(openUntil, now + retrySeconds);
        }
        else if (IsAlive || window.Periods == CollectionWindow.MostPeriods)
        {
            DueAt = available;
        }
        else
        {
            DueAt = Math.Max(available, now + retrySeconds);
        }
    }

    /// <summary>It could not be collected.</summary>
    public void Failed(long now, int retrySeconds) => DueAt = now + retrySeconds;

    /// <summary>A window in the past without data is done with; the newest one stays open a while.</summary>
    private long NextAfterNothing(CollectionWindow window, long now, int openSeconds)
    {
        if (window.Periods == CollectionWindow.MostPeriods)
        {
            return window.End;
        }
        var period = Query.PeriodSeconds;
        var open = window.End - ((long)Math.Ceiling((double)openSeconds / period) * period);
        var next = Next ?? window.Start;
        return Math.Max(next, Math.Min(open, now));
    }

    private long? LateCheck(long now) => _givenUp.Count > 0 && _givenUp[0] + LateCheckSeconds <= now ? _givenUp[0] : null;

    private int CountLate(IReadOnlyList<Sample> answer, CollectionWindow window, long now)
    {
        if (LateCheck(now) is null || window.Start > _givenUp[0])
        {
            return 0;
        }
        var late = answer.Count(sample => _givenUp.Contains(sample.Time));
        _givenUp.Clear();
        return late;
    }

    private void GiveUp(long from, long to, long now)
    {
        if (Next is null)
        {
            return;
        }
        for (var time = from; time < to; time += Query.PeriodSeconds)
        {
            if (time > now - LongestMemorySeconds)
            {
                _givenUp.Add(time);
            }
        }
    }
}
