using HtmIt.Core.Log;

namespace HtmIt.Core.Collecting;

/// <summary>Fills periods without a value with zeros, for metrics of which nothing is published when nothing happens. That a value is still to come looks
/// the same: so a period is decided on when a later one is complete, after the wait that any gap gets, or after the longest wait for a
/// value.</summary>
internal static class ZeroFill
{
    /// <summary>How old a period is when nothing can be hoped for any more, though no later one has a value.</summary>
    public const int LongestWaitSeconds = 3_600;

    /// <summary>How long zeros go on without a value in between. Amazon CloudWatch lists no metric that had none for two weeks: there is no such thing any more.
    /// </summary>
    public const int LongestRunSeconds = 14 * 86_400;

    /// <summary>The samples, and zeros between and after them, up to the first period that is not decided on.</summary>
    /// <param name="from">The first period.</param>
    /// <param name="end">The periods before this one were asked for.</param>
    /// <param name="isZero">Whether a period without a value counts as 0, given the next sample there is.</param>
    public static IEnumerable<(Sample Sample, bool IsZero)> Of(
        IReadOnlyList<Sample> samples,
        long from,
        long end,
        int periodSeconds,
        Func<long, Sample?, bool> isZero
    )
    {
        var time = from;
        foreach (var sample in samples)
        {
            for (; time + periodSeconds <= sample.Time; time += periodSeconds)
            {
                if (!isZero(time, sample))
                {
                    yield break;
                }
                yield return (new(time, 0), true);
            }
            yield return (sample, false);
            time = sample.Time + periodSeconds;
        }
        for (; time + periodSeconds <= end && isZero(time, null); time += periodSeconds)
        {
            yield return (new(time, 0), true);
        }
    }
}
