namespace HtmIt.Core.Incidents.Silences;

/// <summary>How far apart a metric's samples come, and from when on they are missed.</summary>
/// <param name="Usual">The median.</param>
/// <param name="Longest">What ordinary life explains: no silence is as short.</param>
public sealed record SampleSpacing(TimeSpan Usual, TimeSpan Longest)
{
    /// <summary>Fewer gaps say nothing.</summary>
    private const int LeastGaps = 20;

    /// <summary>From so many gaps on, the two longest may be silences themselves.</summary>
    private const int ManyGaps = 100;

    private const int LongerOnes = 2;

    /// <summary>A metric whose samples are now and then so many times as far apart as usual is sparse: its silence says nothing.</summary>
    private const double Sparse = 12;

    private static readonly TimeSpan NeverSparse = TimeSpan.FromMinutes(5);

    /// <summary>A metric without any sample has had its chance after so many periods.</summary>
    private const int FirstPeriods = 12;

    /// <summary>Samples of longer ago are not the life of today: a file that was loaded is not missed when it ends.</summary>
    private static readonly TimeSpan LargestLag = TimeSpan.FromHours(1);

    /// <returns>Null where nothing can be said: too few samples, sparse ones, or none that came while they were news.</returns>
    public static SampleSpacing? Of(RecentSamples recent, TimeSpan least)
    {
        if (recent.Arrivals.Count == 0)
        {
            return recent.CollectSeconds is { } period
                ? new(TimeSpan.FromSeconds(period), FirstPeriods * TimeSpan.FromSeconds(period))
                : null;
        }
        var gaps = Gaps(recent.Arrivals);
        if (gaps.Count < LeastGaps)
        {
            return null;
        }
        gaps.Sort();
        var usual = gaps[gaps.Count / 2];
        var far = gaps[^(gaps.Count < ManyGaps ? 1 : 1 + LongerOnes)];
        if (far > Math.Max(Sparse * usual, NeverSparse.TotalSeconds))
        {
            return null;
        }
        var longest = TimeSpan.FromSeconds(Math.Max(Math.Max(3 * usual, 2 * far), least.TotalSeconds));
        return IsNews(recent.Arrivals[0], longest) ? new(TimeSpan.FromSeconds(usual), longest) : null;
    }

    /// <summary>Seconds from sample to sample, and from commit to commit where that is more: what is sent once an hour comes once an hour. Where
    /// enough of them came in commits of their own, only these were waited for.</summary>
    private static List<double> Gaps(IReadOnlyList<Arrival> newestFirst)
    {
        var (all, waited) = (new List<double>(), new List<double>());
        for (var i = 0; i + 1 < newestFirst.Count; i++)
        {
            var (one, before) = (newestFirst[i], newestFirst[i + 1]);
            double gap = one.Time - before.Time;
            if (one.CommitPosition != before.CommitPosition && one.CommitTime is { } came && before.CommitTime is { } cameBefore)
            {
                gap = Math.Max(gap, (came - cameBefore).TotalSeconds);
                waited.Add(gap);
            }
            all.Add(gap);
        }
        return waited.Count >= LeastGaps ? waited : all;
    }

    private static bool IsNews(Arrival newest, TimeSpan longest) =>
        newest.CommitTime is { } came
        && came - DateTimeOffset.FromUnixTimeSeconds(newest.Time) <= (longest > LargestLag ? longest : LargestLag);
}
