using HtmIt.Core.Collecting;
using HtmIt.Core.Log;
using HtmIt.Testing.Aws;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Collecting;

/// <summary>48 hours of collecting by the plan alone, against a thousand ways in which CloudWatch may publish.</summary>
public sealed class PublicationSimulationTests
{
    private const long Start = 1_699_999_800;
    private const int Period = 300;
    private const int Hour = 3_600;

    /// <summary>How old a period is when it counts as 0 though no later one has a value.</summary>
    private const int ZeroFillAge = 3_600;
    private const long End = Start + (48 * Hour);

    /// <summary>As long as the longest pause of a silent metric, and more: whatever was published has been asked for by then.</summary>
    private const long Rest = End + (16 * Hour);

    private static readonly (string Namespace, string Statistic)[] Kinds =
    [
        ("AWS/EC2", "Average"),
        ("AWS/ELB", "Sum"),
        ("AWS/ELB", "Average"),
        ("AWS/SQS", "Sum"),
    ];

    [Test, CancelAfter(600_000)]
    public void Collect_AThousandWaysToPublish_StoresWhatIsFinalAndAllThatCanBeHad() => Check(0, 1_000);

    [Test, Explicit("takes minutes"), Category("long.publication")]
    public void Collect_AThousandOtherWaysToPublish_StoresWhatIsFinalAndAllThatCanBeHad([Range(1, 10)] int thousand) =>
        Check(1_000 * thousand, 1_000);

    private static void Check(int first, int count)
    {
        var (rows, wrongEarly, wrongLate, late, zeros, wrongZeros) = (0, 0, 0, 0, 0, 0);
        for (var seed = first; seed < first + count; seed++)
        {
            foreach (var metric in Run(seed))
            {
                CheckRequests(metric, seed);
                CheckRows(metric, seed);
                if (metric.IsZeroWithoutData)
                {
                    CheckZeros(metric, seed);
                    zeros += metric.Rows.Count(IsZero);
                    wrongZeros += WrongZeros(metric).Count;
                }
                else
                {
                    CheckMissing(metric, seed);
                }
                rows += metric.Rows.Count;
                late += metric.Late;
                var wrong = Wrong(metric);
                wrongEarly += wrong.Count(one => one.At < Start + (24 * Hour));
                wrongLate += wrong.Count(one => one.At >= Start + (24 * Hour));
            }
        }
        TestContext.Out.WriteLine(
            $"{rows} rows, {late} late; {zeros} zeros, for {wrongZeros} of which a value came; raised after they were stored: {wrongEarly} on the first day, {wrongLate} after it"
        );
        Assert.That(wrongLate, Is.LessThan(wrongEarly / 2), "the delay has been raised");
    }

    private static List<SimulatedMetric> Run(int seed)
    {
        var random = new Random(seed);
        var shard = new SimulatedShard(Start + random.Next(Period));
        for (var metrics = random.Next(1, 4); metrics > 0; metrics--)
        {
            var (ns, statistic) = Kinds[random.Next(Kinds.Length)];
            var series = new PublicationPattern(random, Start, End).Draw(new(Period), Start - (6 * Hour), End);
            shard.Metrics.Add(new(ns, statistic, series, isZeroWithoutData: (ns, statistic) == ("AWS/ELB", "Sum")));
        }
        shard.RunUntil(Rest, () => random.Next(20) == 0 ? random.Next(100) : random.Next(3));
        return shard.Metrics;
    }

    /// <summary>Once in a period, and once more where the first answer was only the past.</summary>
    private static void CheckRequests(SimulatedMetric metric, int seed) =>
        Assert.That(metric.Requests, Is.LessThanOrEqualTo(((Rest - Start) / Period) + 3), $"seed {seed}");

    /// <summary>In order, and each value either the final one or one that had stood still, and then the change is counted.</summary>
    private static void CheckRows(SimulatedMetric metric, int seed)
    {
        Assert.That(metric.Rows.Select(row => row.Sample.Time), Is.Ordered.Ascending.And.Unique, $"seed {seed}");
        var floor = DelayFloors.Of(metric.Namespace, metric.Statistic);
        foreach (var (sample, at) in Wrong(metric))
        {
            var since = metric.Series.ChangesOf(sample.Time).Last(one => one.At <= at).At;
            var what = $"seed {seed}, period {sample.Time}, stored at {at}";
            Assert.That(at - since, Is.GreaterThanOrEqualTo(Patience.StillSeconds), what);
            Assert.That(at - sample.Time - Period, Is.GreaterThanOrEqualTo(floor), what);
        }
        var seen = Wrong(metric)
            .Concat(WrongZeros(metric))
            .Count(row => ChangeAfter(metric, row) - row.Sample.Time < SeriesSchedule.RecentSeconds - (3 * Period));
        Assert.That(metric.Revised.Sum(one => one.Count), Is.GreaterThanOrEqualTo(seen), $"seed {seed}: each is counted");
    }

    /// <summary>What is not stored was not there yet when a later row was stored, which had waited for it.</summary>
    private static void CheckMissing(SimulatedMetric metric, int seed)
    {
        var late = 0;
        var stored = metric.Rows.Select(row => row.Sample.Time).ToHashSet();
        var first = metric.Rows.Count > 0 ? metric.Rows[0].Sample.Time : long.MaxValue;
        var place = 0;
        foreach (var period in metric.Series.Periods.Order().Where(period => !stored.Contains(period)))
        {
            while (place < metric.Rows.Count && metric.Rows[place].Sample.Time < period)
            {
                place++;
            }
            var published = metric.Series.ChangesOf(period)[0].At;
            var what = $"seed {seed}, period {period}, published at {published}";
            Assert.That(place, Is.LessThan(metric.Rows.Count), $"{what}: no later row is in the way");
            var (later, at) = metric.Rows[place];
            Assert.That(published, Is.GreaterThan(at), $"{what}: {later.Time} was stored at {at}");
            if (period > first)
            {
                late += published - period < SeriesSchedule.RecentSeconds - (3 * Period) ? 1 : 0;
                Assert.That(at - later.Time, Is.GreaterThanOrEqualTo(SimulatedShard.Usual.OpenSeconds + Period), $"{what}: not waited for");
            }
        }
        Assert.That(metric.Late, Is.GreaterThanOrEqualTo(late), $"seed {seed}: each is counted");
    }

    /// <summary>From the first value on each period has a row, and a 0 is one only after the wait; what comes later is counted.</summary>
    private static void CheckZeros(SimulatedMetric metric, int seed)
    {
        var rows = metric.Rows;
        Assert.That(rows.Skip(1).Zip(rows, (row, before) => row.Sample.Time - before.Sample.Time), Is.All.EqualTo(Period), $"seed {seed}");
        if (rows.Count > 0)
        {
            Assert.That(rows[^1].Sample.Time, Is.GreaterThanOrEqualTo(metric.Series.Periods.Max()), $"seed {seed}");
        }
        var wait = DelayFloors.Of(metric.Namespace, metric.Statistic) + SimulatedShard.Usual.OpenSeconds;
        var counted = 0;
        for (var (i, next) = (rows.Count - 1, long.MaxValue); i >= 0; i--)
        {
            var ((time, _), at) = rows[i];
            next = IsZero(rows[i]) ? next : at;
            if (IsZero(rows[i]))
            {
                var age = at - time - Period;
                var what = $"seed {seed}, period {time}, zero at {at}";
                Assert.That(age, Is.GreaterThanOrEqualTo(wait), what);
                Assert.That(age >= ZeroFillAge || HasCompleteAfter(metric, time, at), Is.True, what);
                Assert.That(metric.Series.ValueAt(time, at), Is.Null, what);
                counted += metric.Series.ChangesOf(time) is [var first, ..] && first.At + Period + 100 < next ? 1 : 0;
            }
        }
        Assert.That(
            metric.AfterZero,
            Is.GreaterThanOrEqualTo(counted),
            $"seed {seed}: each is counted, as long as there is no later value"
        );
    }

    private static bool HasCompleteAfter(SimulatedMetric metric, long time, long at) =>
        metric.Series.Periods.Any(period => period > time && metric.Series.ValueAt(period, at - Patience.StillSeconds) is not null);

    private static bool IsZero((Sample Sample, long At) row) => row.Sample.Value == 0;

    private static IReadOnlyList<(Sample Sample, long At)> WrongZeros(SimulatedMetric metric) =>
        [.. metric.Rows.Where(row => IsZero(row) && metric.Series.ChangesOf(row.Sample.Time).Count > 0)];

    private static IReadOnlyList<(Sample Sample, long At)> Wrong(SimulatedMetric metric) =>
        [.. metric.Rows.Where(row => !IsZero(row) && metric.Series.ChangesOf(row.Sample.Time)[^1].Value != row.Sample.Value)];

    private static long ChangeAfter(SimulatedMetric metric, (Sample Sample, long At) row) =>
        metric.Series.ChangesOf(row.Sample.Time).First(one => one.At > row.At).At;
}
