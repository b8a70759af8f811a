using HtmIt.Core.Metrics;

namespace HtmIt.Core.Collecting;

/// <summary>How collecting a metric goes: why it has no data.</summary>
/// <param name="LastSuccess">When AWS answered about it last; null when it has not since the collector started.</param>
/// <param name="LastError">The newest failure, which may be over.</param>
/// <param name="NextTry">When it is asked for next; null when that is not known.</param>
public sealed record CollectState(CollectStatus Status, DateTimeOffset? LastSuccess, CollectFailure? LastError, DateTimeOffset? NextTry)
{
    /// <summary>What the longest learnt delay and two requests take: until then newer data may be on their way.</summary>
    private static readonly TimeSpan Usual = TimeSpan.FromMinutes(30);

    /// <summary>What is stored about a metric, without its collector's word; null when that says nothing.</summary>
    public static CollectState? OfStored(Metric metric) =>
        metric.CollectorError is { } error ? new(CollectStatus.Failing, null, new(error.Since, null, error.Message), null) : null;

    /// <param name="now">AWS's time.</param>
    /// <param name="pausedUntil">No metric is asked for before.</param>
    public static CollectState Of(ICollected one, DateTimeOffset now, DateTimeOffset pausedUntil)
    {
        var progress = one.Progress;
        var earliest = now > pausedUntil ? now : pausedUntil;
        var due = Math.Max(one.DueAt, earliest.ToUnixTimeSeconds());
        var next = due > DateTimeOffset.MaxValue.ToUnixTimeSeconds() ? (DateTimeOffset?)null : DateTimeOffset.FromUnixTimeSeconds(due);
        var stored = OfStored(one.Metric)?.LastError;
        var status =
            progress.IsStopped ? CollectStatus.Stopped
            : progress.IsFailing || (progress.LastSuccess is null && stored is not null) ? CollectStatus.Failing
            : progress.LastSuccess is not { } success ? CollectStatus.Waiting
            : IsSilent(one.Metric, success) ? CollectStatus.NoData
            : CollectStatus.Current;
        return new(status, progress.LastSuccess, progress.LastError ?? stored, next);
    }

    /// <summary>That of which there is most to say; null when there is none.</summary>
    public static CollectState? WorstOf(IEnumerable<CollectState?> states) => states.MaxBy(state => state?.Status);

    private static bool IsSilent(Metric metric, DateTimeOffset asked) =>
        metric.LastSampleTime is not { } last || asked - last > Usual + (2 * metric.PollInterval);
}
