using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>When one metric is asked for, and from where on. What it remembers can be rebuilt from the store, but for the periods that were
/// given up and the pauses.</summary>
public sealed class MetricSchedule : ICollected
{
    private const int LateCheckSeconds = 3_600;
    private const int LongestMemorySeconds = 3 * LateCheckSeconds;

    private readonly List<long> _givenUp = [];
    private long _newestAsked = long.MinValue;
    private long? _awaited;

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

    /// <summary>Whether a metric in this state is collected.</summary>
    public static bool IsCollected(Metric metric) => metric.Status is MetricStatus.Active or MetricStatus.PendingData;

    /// <summary>Takes over what the store knows now.</summary>
    public void Refresh(Metric metric) => (Metric, Next) = (metric, metric.NextCollectTime?.ToUnixTimeSeconds() ?? Next);

    public void Note(CollectorError? error) => Metric = Metric with { CollectorError = error };

    public void Postpone(long now, int retrySeconds) => DueAt = now + retrySeconds;

    /// <summary>What to ask for now; null when it is not due.</summary>
    public CollectionWindow? Window(long now, int delaySeconds, int stretch, int backfillDays)
    {
        if (now < DueAt)
        {
            return null;
        }
        var window = CollectionWindow.Of(Next, now - delaySeconds, now, Query.PeriodSeconds, backfillDays);
        if (Next is { } next && window.Periods < stretch)
        {
            // The delay or the stretch has grown since it was reckoned.
            DueAt = next + ((long)Query.PeriodSeconds * stretch) + delaySeconds;
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
        var judged = Judge(answer, window);
        var timing = late > 0 ? Punctuality.TooEarly : judged;
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
                    return new(taken, expected, late, openUntil) { Timing = timing };
                }
                GiveUp(expected, sample.Time, now);
            }
            taken.Add(sample);
            expected = sample.Time + period;
        }
        if (taken.Count > 0)
        {
            return new(taken, expected, late, null) { Timing = timing };
        }
        var (next, isQuiet) = AfterNothing(window, openSeconds);
        GiveUp(expected, next, now);
        return new(taken, next, late, null) { IsQuiet = isQuiet, Timing = timing };
    }

    /// <summary>What was taken is stored.</summary>
    /// <param name="isLimited">Whether requests are limited by what they cost: then none is made between the regular ones.</param>
    public void Stored(
        CollectedSamples collected,
        CollectionWindow window,
        long now,
        int retrySeconds,
        int delaySeconds,
        int stretch,
        bool isLimited
    )
    {
        Next = collected.Next;
        var untilRegular = ((long)Query.PeriodSeconds * stretch) + delaySeconds;
        var hasMore = window.Periods >= CollectionWindow.MostPeriods && collected.OpenUntil is null;
        if (hasMore || collected.Next >= window.End)
        {
            DueAt = collected.Next + untilRegular;
        }
        else if (isLimited || collected.IsQuiet)
        {
            DueAt = Math.Max(window.End + untilRegular, now + retrySeconds);
        }
        else
        {
            DueAt = Math.Min(collected.OpenUntil ?? long.MaxValue, now + retrySeconds);
        }
    }

    /// <summary>A window in the past without data is done with; the newest one stays open a while. What has had no data for longer than
    /// that is quiet.</summary>
    private (long Next, bool IsQuiet) AfterNothing(CollectionWindow window, int openSeconds)
    {
        if (window.Periods >= CollectionWindow.MostPeriods)
        {
            return (window.End, true);
        }
        var period = Query.PeriodSeconds;
        var open = window.End - ((long)Math.Ceiling((double)openSeconds / period) * period);
        var next = Next ?? window.Start;
        return (Math.Max(next, open), open >= next);
    }

    /// <summary>What an answer says about when to ask: whether the newest period was there when it was asked for the first time, or has
    /// come since. That it never comes says nothing: many metrics have no data in most periods.</summary>
    private Punctuality Judge(IReadOnlyList<Sample> answer, CollectionWindow window)
    {
        var newest = window.End - Query.PeriodSeconds;
        var isFirst = newest > _newestAsked;
        _newestAsked = Math.Max(newest, _newestAsked);
        if (_awaited < (Next ?? window.Start))
        {
            _awaited = null;
        }
        if (_awaited is { } awaited && answer.Any(sample => sample.Time == awaited))
        {
            _awaited = null;
            return Punctuality.TooEarly;
        }
        if (answer.Count > 0 && answer[^1].Time >= newest)
        {
            return isFirst ? Punctuality.InTime : Punctuality.Unknown;
        }
        _awaited ??= newest;
        return Punctuality.Unknown;
    }

    private long? LateCheck(long now) => _givenUp.Count > 0 && _givenUp[0] + LateCheckSeconds <= now ? _givenUp[0] : null;

    private int CountLate(IReadOnlyList<Sample> answer, CollectionWindow window, long now)
    {
        if (LateCheck(now) is null || window.Start > _givenUp[0])
        {
            return 0;
        }
        var come = answer.Select(sample => sample.Time).ToHashSet();
        var late = _givenUp.Count(come.Contains);
        // Those of the last hour may still come, and are asked for in their turn.
        _givenUp.RemoveAll(time => come.Contains(time) || time + LateCheckSeconds <= now);
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
