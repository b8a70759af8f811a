namespace HtmIt.Core.Collecting;

/// <summary>A metric that has had nothing after its newest row for longer than the last periods, which each request holds. What lies before them
/// is asked for again now and then, after pauses that double up to six hours, and before anything later is taken.</summary>
/// <param name="IsKnown">Whether it was asked for all that there can be, and there was nothing.</param>
/// <param name="LookAt">When that is asked for next, in seconds since 1970.</param>
/// <param name="PauseSeconds">The pause after the next look.</param>
public sealed record LongSilence(bool IsKnown, long LookAt, int PauseSeconds)
{
    public const int LongestPauseSeconds = 6 * 3_600;

    /// <summary>Nothing is known.</summary>
    public static readonly LongSilence None = new(false, long.MinValue, 0);

    /// <summary>There was nothing, or nothing yet in the part that was asked for.</summary>
    public LongSilence Nothing(bool isAll, long now, int periodSeconds)
    {
        if (!isAll)
        {
            return this with { IsKnown = true, LookAt = now };
        }
        var pause = Math.Clamp(PauseSeconds, periodSeconds, Math.Max(periodSeconds, LongestPauseSeconds));
        return new(true, now + pause, Math.Min(pause * 2, LongestPauseSeconds));
    }

    /// <summary>Something has appeared: the next request looks at all.</summary>
    public LongSilence Broken(long now) => this with { LookAt = now };
}
