using HtmIt.Core.Collecting;
using HtmIt.Core.Log;
using HtmIt.Testing.Aws;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Collecting;

/// <summary>When metrics are asked for over hours and days, and what is taken, by a clock that only counts.</summary>
public sealed class SeriesScheduleTests
{
    private const long Start = 1_699_999_800;
    private const int Period = 300;
    private const int Hour = 3_600;
    private const int Day = 86_400;

    private PublishedSeries _series = null!;
    private SimulatedShard _shard = null!;
    private SimulatedMetric _metric = null!;

    [SetUp]
    public void Reset() => New();

    [Test]
    public void Learn_MetricWithDataInEveryThirdPeriod_IsNotTakenForLate()
    {
        Publish(Start, Start + (2 * Day), after: 40, every: 3);
        _shard.RunUntil(Start + (2 * Day));
        Assert.That(Usual, Is.LessThan(PublicationDelay.InitialSeconds + Period), "each datapoint was there when it was asked for");
    }

    [TestCase(90)]
    [TestCase(500)]
    public void Learn_MetricWithDataInEveryPeriod_FindsItsDelay(int after)
    {
        Publish(Start, Start + (4 * Day), after);
        _shard.RunUntil(Start + (3 * Day));
        Assert.That(Usual - Period, Is.InRange(after - 25, after + 25));
        var (requests, rows) = (_metric.Requests, _metric.Rows.Count);
        _shard.RunUntil(Start + (4 * Day));
        Assert.That(_metric.Rows.Count - rows, Is.InRange(286, 290), "none was lost");
        Assert.That(_metric.Requests - requests, Is.InRange(286, 289), "one request in a period");
    }

    [Test] // COLL-003: what has had no data for long costs what the estimate says
    public void Ask_QuietMetric_IsAskedForOnceInAPeriod()
    {
        _shard.RunUntil(Start + 1_800);
        var before = _metric.Requests;
        _shard.RunUntil(Start + 1_800 + Day);
        Assert.That(_metric.Requests - before, Is.InRange(286, 289));
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(12)]
    public void Ask_LimitedByCost_IsNeverAskedForMoreOften(int stretch)
    {
        New(SimulatedShard.Usual with { Stretch = stretch });
        // Quiet in the first half, then with gaps and late datapoints.
        for (var time = Start + (Day / 2); time < Start + Day; time += Period)
        {
            if (time / Period % 7 != 0)
            {
                _series.Publish(time, time + Period + (time / Period % 5 == 0 ? 800 : 60), 1);
            }
        }
        _shard.RunUntil(Start + Hour);
        var before = _metric.Requests;
        _shard.RunUntil(Start + Day);
        Assert.That(_metric.Requests - before, Is.LessThanOrEqualTo((276 / stretch) + 1));
        Assert.That(_metric.Rows, Has.Count.GreaterThan(100));
    }

    [Test]
    public void Ask_DelayHasGrown_SaysWhenItIsDue()
    {
        Publish(Start, Start + (2 * Hour), after: 60);
        _shard.RunUntil(Start + (2 * Hour));
        var due = _metric.DueAt;
        var place = (int)(due % Period);
        var later = Patience.Of(place + 20, 0, Period);
        var (window, schedule) = _metric.Schedule.Ask(due, SimulatedShard.Usual, later);
        Assert.That(window, Is.Null);
        Assert.That(schedule.DueAt, Is.EqualTo(due + 20), "nobody has to ask again before");
    }

    // What one minute adds can be read some time after it: the value is there long before it is whole.
    [TestCase(120)]
    [TestCase(400)]
    public void Take_ValueGrowsMinuteByMinute_IsTakenWhole(int after)
    {
        for (var time = Start; time < Start + (2 * Day); time += Period)
        {
            for (var minute = 1; minute <= 5; minute++)
            {
                _series.Publish(time, time + (60 * minute) + after, 100 * minute);
            }
        }
        _shard.RunUntil(Start + (2 * Day));
        Assert.That(_metric.Rows, Has.Count.GreaterThan(570));
        Assert.That(_metric.Rows.Select(row => row.Sample.Value), Is.All.EqualTo(500));
        Assert.That(_metric.Revised, Is.Empty);
    }

    [Test]
    public void Take_ValueIsRightAtFirstAndRaisedAfterThreeMinutes_IsTakenRaised()
    {
        Publish(Start, Start + (2 * Day), after: 45, value: 300);
        Publish(Start, Start + (2 * Day), after: 225, value: 500);
        _shard.RunUntil(Start + (2 * Day));
        Assert.That(_metric.Rows.Select(row => row.Sample.Value), Is.All.EqualTo(500));
        Assert.That(_metric.Rows, Has.Count.GreaterThan(570));
    }

    [Test]
    public void Take_ValuesRaisedAfterTwentyMinutes_AreCountedAndThenWaitedFor()
    {
        Publish(Start, Start + (2 * Day), after: 45, value: 300);
        Publish(Start, Start + (2 * Day), after: 1_200, value: 500);
        _shard.RunUntil(Start + (2 * Day));
        var wrong = _metric.Rows.Where(row => row.Sample.Value < 500).ToArray();
        Assert.That(wrong, Has.Length.InRange(1, 5), "those that were stored before the first was seen to change");
        Assert.That(_metric.Revised.Sum(one => one.Count), Is.EqualTo(wrong.Length));
        Assert.That(wrong.Select(row => row.At), Is.All.LessThan(Start + (2 * Hour)));
        Assert.That(_metric.Rows, Has.Count.GreaterThan(565));
    }

    [Test]
    public void Take_ThreeMetricsOfANamespaceRaised_AllOfItWait()
    {
        for (var i = 0; i < 3; i++)
        {
            var raised = new PublishedSeries(Period);
            for (var time = Start; time < Start + (2 * Hour); time += Period)
            {
                raised.Publish(time, time + Period + 45, 300).Publish(time, time + Period + 1_200, 500);
            }
            _shard.Metrics.Add(new("AWS/SQS", "Sum", raised));
        }
        _shard.RunUntil(Start + (2 * Hour));
        Assert.That(_shard.Delays.Of("AWS/SQS", "Sum", _metric.Id, Period).Age, Is.GreaterThanOrEqualTo(1_500));
        Assert.That(_shard.Delays.Of("AWS/EC2", "Sum", _metric.Id, Period).Age, Is.LessThan(700), "others do not");
    }

    [TestCase(22)]
    [TestCase(40)]
    [TestCase(60)]
    [TestCase(180)]
    [TestCase(3_000)]
    public void Take_NothingIsPublishedForAWhileAndThenEverything_LosesNoRow(int minutes)
    {
        var (from, to) = (Start + (6 * Hour) + 130, Start + (6 * Hour) + 130 + (60 * minutes));
        var end = to + (12 * Hour);
        for (var time = Start; time < end; time += Period)
        {
            var at = time + Period + 60;
            _series.Publish(time, at >= from && at < to ? to : at, 1);
        }
        _shard.RunUntil(from);
        var (silences, returns) = (_metric.Silences, _metric.Returns);
        _shard.RunUntil(end + Hour);
        Assert.That(_metric.Rows.Select(row => row.Sample.Time), Is.EqualTo(_series.Periods));
        Assert.That((_metric.Late, _metric.Silences - silences), Is.EqualTo((0, minutes > 90 ? 1 : 0)));
        Assert.That(_metric.Returns - returns, Is.EqualTo(_metric.Silences - silences));
        Assert.That(_metric.Requests, Is.LessThanOrEqualTo(((end + Hour - Start) / Period) + 3), "and costs no more");
    }

    [Test]
    public void Ask_SilentMetrics_ShareTheirWindows()
    {
        var windows = new HashSet<CollectionWindow>();
        for (var i = 0; i < 100; i++)
        {
            New();
            Publish(Start, Start + (i * 600), after: 60);
            _shard.RunUntil(Start + (4 * Day));
            var (_, patience) = (0, Patience.Of(60, 300, Period));
            var silent = _metric.Schedule with { DueAt = 0 };
            windows.Add(silent.Ask(Start + (6 * Day), SimulatedShard.Usual, patience).Window!.Value);
        }
        Assert.That(windows, Has.Count.LessThan(4), "whatever the time of their last row");
    }

    [Test]
    public void Ask_ServerStartsWithSilentMetrics_ShareTheirWindows()
    {
        var (now, patience) = (Start + (30 * Day), Patience.Of(60, 300, Period));
        var windows = Enumerable
            .Range(1, 2_000)
            .Select(i => SimulatedMetric.StoredUntil(now - (i * 1_200)).Ask(now, SimulatedShard.Usual, patience).Window!.Value)
            .ToArray();
        Assert.That(windows.Select((window, i) => window.Start <= now - ((i + 1) * 1_200)), Is.All.True, "nothing is left out");
        Assert.That(windows.Select(window => window.Periods), Is.All.LessThanOrEqualTo(CollectionWindow.MostPeriods));
        Assert.That(windows.Distinct().Count(), Is.LessThan(40), "some for the last days, and one for each day before");
    }

    [Test]
    public void Take_DatapointsOfSeveralGapsComeLate_CountsThemAll()
    {
        long[] gaps = [Start + Hour, Start + 5_400, Start + 6_900];
        for (var time = Start; time < Start + (6 * Hour); time += Period)
        {
            _series.Publish(time, time + Period + (gaps.Contains(time) ? 3_000 : 60), 1);
        }
        _shard.RunUntil(Start + (6 * Hour));
        Assert.That(_metric.Late, Is.EqualTo(3));
        Assert.That(_metric.Rows.Select(row => row.Sample.Time), Has.No.Member(gaps[0]).And.Ordered.Ascending);
    }

    [Test] // a schedule does not change: what was not stored is planned from the one before
    public void Take_AnswerIsNotStored_TakesTheSameFromTheNextAnswer()
    {
        Publish(Start, Start + (2 * Hour), after: 60);
        _shard.RunUntil(Start + Hour);
        var (before, now, patience) = (_metric.Schedule, _metric.DueAt, Patience.Of(60, 300, Period));
        var window = before.Ask(now, SimulatedShard.Usual, patience).Window!.Value;
        var answer = _series.Read(window.Start, window.End, now);
        var first = before.Take(answer, window, now, SimulatedShard.Usual, patience);
        var again = first.NotStored.Postponed(now + 10).Take(answer, window, now + 10, SimulatedShard.Usual, patience);
        Assert.That(before, Is.EqualTo(_metric.Schedule));
        Assert.That(first.Samples, Is.Not.Empty);
        Assert.That((again.Samples, again.Late, again.Next), Is.EqualTo((first.Samples, first.Late, first.Next)));
        Assert.That(first.NotStored.Postponed(now + 10).DueAt, Is.EqualTo(now + 10));
    }

    [Test]
    public void Take_SamplesAfterAnOpenGap_AreHeldBackUntilTheGapIsGivenUp()
    {
        Publish(Start, Start + Hour, after: 60);
        _series.Publish(Start + Hour + Period, Start + Hour + (2 * Period), 7);
        _shard.RunUntil(Start + (2 * Hour));
        var (sample, at) = _metric.Rows[^1];
        Assert.That(sample, Is.EqualTo(new Sample(Start + Hour + Period, 7)));
        Assert.That(at - sample.Time, Is.InRange(600 + Usual - 20, 600 + Usual + Period + 20));
    }

    [Test]
    public void Take_DelayOfTheSettings_IsTakenAtFirstSight()
    {
        New(fixedDelay: 30);
        Publish(Start, Start + Hour, after: 20);
        _shard.RunUntil(Start + Hour);
        Assert.That(_metric.Rows.Select(row => row.At - row.Sample.Time - Period), Is.All.InRange(30, 32));
        Assert.That(_metric.Rows, Has.Count.EqualTo(11));
    }

    [Test]
    public void Floors_EachHasItsSourceAndCountsForItsNamespaceAndStatistic()
    {
        Assert.That(DelayFloors.All.Select(one => one.Source), Is.All.Not.Empty);
        Assert.That(DelayFloors.Of("AWS/ELB", "Sum"), Is.GreaterThan(DelayFloors.Of("AWS/ELB", "Average")));
        foreach (var floor in DelayFloors.All.Where(one => one.Namespace != "*" && one.Statistic != "*"))
        {
            var patience = new SettlingDelays(0).Of(floor.Namespace, floor.Statistic, _metric.Id, Period);
            Assert.That(patience.Age, Is.GreaterThanOrEqualTo(floor.Seconds));
        }
    }

    private int Usual => _shard.Delays.Of("AWS/SQS", "Average", _metric.Id, Period).Age;

    private void New(CollectionPace? pace = null, int fixedDelay = 0)
    {
        (_series, _shard) = (new(Period), new(Start, pace, fixedDelay));
        _metric = new("AWS/SQS", "Average", _series);
        _shard.Metrics.Add(_metric);
    }

    private void Publish(long from, long to, int after, int every = 1, double value = 1)
    {
        for (var time = from; time < to; time += every * Period)
        {
            _series.Publish(time, time + Period + after, value);
        }
    }
}
