using HtmIt.Core.Incidents.Silences;
using HtmIt.Core.Log;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Incidents;

/// <summary>How long a metric may be quiet is found from its own samples.</summary>
public sealed class SampleSpacingTests
{
    private const long Start = 1_767_225_600;
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(1);

    [Test]
    public void Of_RegularSamples_IsThreeTimesTheSpacing() =>
        Assert.That(Of(Every(300, 60)), Is.EqualTo(new SampleSpacing(TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15))));

    [Test]
    public void Of_SamplesOfASecond_IsNotShorterThanTheLeast() =>
        Assert.That(Of(Every(1, 500)), Is.EqualTo(new SampleSpacing(TimeSpan.FromSeconds(1), Least)));

    [Test]
    public void Of_FewSamples_IsNotKnown() => Assert.That(Of(Every(300, 20)), Is.Null);

    [Test]
    public void Of_SamplesSentOnceAnHour_AreMissedByTheHour()
    {
        // Twelve at a time, in one commit at the end of their hour.
        var arrivals = Enumerable
            .Range(0, 480)
            .Select(i => new Arrival(Start + (300 * i), i / 12, At(Start + (3_600 * (1 + (i / 12))))))
            .ToList();

        Assert.That(Of(arrivals), Is.EqualTo(new SampleSpacing(TimeSpan.FromHours(1), TimeSpan.FromHours(3))));
    }

    [Test]
    public void Of_FileLoadedBeforeLifeBegan_IsTheSpacingOfItsTimes()
    {
        var now = Start + (300 * 450);
        var arrivals = Enumerable
            .Range(0, 450)
            .Select(i => new Arrival(Start + (300 * i), i / 40, At(now).AddMilliseconds(i / 40)))
            .Append(new(now, 100, At(now + 1)))
            .ToList();

        Assert.That(Of(arrivals)!.Longest, Is.EqualTo(TimeSpan.FromMinutes(15)));
    }

    [Test]
    public void Of_OneEarlierSilence_DoesNotCount()
    {
        var arrivals = Every(300, 400).Select((one, i) => i < 200 ? one : Moved(one, 21_600)).ToList();

        Assert.That(Of(arrivals)!.Longest, Is.EqualTo(TimeSpan.FromMinutes(15)));
    }

    [Test]
    public void Of_SamplesOfWorkingHours_IsSparse()
    {
        var arrivals = Every(60, 500).Select((one, i) => Moved(one, i / 100 * 57_600)).ToList();

        Assert.That(Of(arrivals), Is.Null);
    }

    [Test]
    public void Of_SamplesAtRandom_ExplainsWhatFollows()
    {
        var random = new Random(7);
        var times = new List<double> { Start };
        for (var i = 0; i < 500; i++)
        {
            times.Add(times[^1] - (60 * Math.Log(1 - random.NextDouble())));
        }

        var spacing = Of([.. times.Select((time, i) => new Arrival((long)time, i, At((long)time)))]);

        // As often as e^-8, which is once in 3,000 gaps.
        Assert.That(spacing!.Longest.TotalSeconds, Is.GreaterThan(8 * 60).And.LessThan(16 * 60));
    }

    [TestCase(3_601, TestName = "Of_NewestIsAFiles_IsNoNews")]
    [TestCase(null, TestName = "Of_NewestOfUnknownCommit_IsNoNews")]
    public void Of_NewestCameLate(int? late)
    {
        var arrivals = Every(300, 100).Select(one => one with { CommitTime = late is { } by ? At(one.Time + by) : null }).ToList();

        Assert.That(Of(arrivals), Is.Null);
    }

    [TestCase(300, 3_600)]
    [TestCase(null, null)]
    public void Of_NeverASample_IsThePeriodThatIsCollected(int? period, int? longest) =>
        Assert.That(
            SampleSpacing.Of(new(null, [], Start, period), Least)?.Longest,
            Is.EqualTo(longest is { } seconds ? TimeSpan.FromSeconds(seconds) : (TimeSpan?)null)
        );

    private static SampleSpacing? Of(List<Arrival> oldestFirst) =>
        SampleSpacing.Of(
            new(new DataRow(oldestFirst.Count, oldestFirst[^1].Time, 1, null), [.. Enumerable.Reverse(oldestFirst)], Start, null),
            Least
        );

    private static List<Arrival> Every(int seconds, int count) =>
        [.. Enumerable.Range(0, count).Select(i => new Arrival(Start + (seconds * i), i, At(Start + (seconds * i))))];

    private static Arrival Moved(Arrival one, int seconds) =>
        one with
        {
            Time = one.Time + seconds,
            CommitTime = one.CommitTime?.AddSeconds(seconds),
        };

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
