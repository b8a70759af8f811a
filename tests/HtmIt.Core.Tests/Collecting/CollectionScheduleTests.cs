using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Collecting;

/// <summary>When one metric is asked for over hours and days, by a clock that only counts.</summary>
public sealed class CollectionScheduleTests
{
    private const long Start = 1_699_999_800;
    private const int Period = 300;
    private const int Retry = 150;
    private const int Open = 600;

    private readonly Dictionary<long, (long Published, double Value)> _published = [];
    private readonly List<Sample> _taken = [];
    private MetricSchedule _schedule = null!;
    private PublicationDelay _delay = null!;
    private long _now;
    private int _requests;
    private int _late;

    [SetUp]
    public void Reset()
    {
        _published.Clear();
        _taken.Clear();
        (_now, _requests, _late) = (Start, 0, 0);
        (_schedule, _delay) = (NewSchedule(), new());
    }

    [Test]
    public void Learn_MetricWithDataInEveryThirdPeriod_IsNotTakenForLate()
    {
        for (var time = Start; time < Start + (2 * 86_400); time += 3 * Period)
        {
            Publish(time, after: 60);
        }
        RunUntil(Start + (2 * 86_400));
        Assert.That(_delay.Seconds, Is.LessThan(PublicationDelay.InitialSeconds), "each datapoint was there when it was asked for");
    }

    [TestCase(90)]
    [TestCase(500)]
    public void Learn_MetricWithDataInEveryPeriod_FindsItsDelay(int after)
    {
        for (var time = Start; time < Start + (4 * 86_400); time += Period)
        {
            Publish(time, after);
        }
        RunUntil(Start + (3 * 86_400));
        Assert.That(_delay.Seconds, Is.InRange(after - 25, after + 25));
        var (requests, taken) = (_requests, _taken.Count);
        RunUntil(Start + (4 * 86_400));
        Assert.That(_taken.Count - taken, Is.InRange(287, 289), "none was lost");
        Assert.That(
            _requests - requests,
            Is.LessThan(288 * 1.25),
            "one request in a period, but for the ones that try out a shorter delay"
        );
    }

    [Test] // what has had no data for long costs what the estimate says
    public void Window_QuietMetric_IsAskedForOnceInAPeriod()
    {
        RunUntil(Start + 1_800);
        _requests = 0;
        RunUntil(Start + 1_800 + 86_400);
        Assert.That(_requests, Is.InRange(287, 289));
    }

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(12)]
    public void Window_LimitedByCost_IsNeverAskedForMoreOften(int stretch)
    {
        // Quiet in the first half, then with gaps and late datapoints.
        for (var time = Start + 43_200; time < Start + 86_400; time += Period)
        {
            if (time / Period % 7 != 0)
            {
                Publish(time, after: time / Period % 5 == 0 ? 800 : 60);
            }
        }
        RunUntil(Start + 3_600, stretch, isLimited: true);
        _requests = 0;
        RunUntil(Start + 86_400, stretch, isLimited: true);
        Assert.That(_requests, Is.LessThanOrEqualTo((276 / stretch * 1.02) + 1), "a shrinking delay brings each a little forward");
        Assert.That(_taken, Has.Count.GreaterThan(100));
    }

    [Test]
    public void Window_DelayHasGrown_SaysWhenItIsDue()
    {
        for (var time = Start; time < Start + 7_200; time += Period)
        {
            Publish(time, after: 60);
        }
        RunUntil(Start + 7_200);
        var due = _schedule.DueAt;
        var delay = (int)(due - _schedule.Next!.Value - Period);
        var (window, schedule) = _schedule.Ask(due, Pace(stretch: 1), delay + 20);
        Assert.That(window, Is.Null);
        Assert.That(schedule.DueAt, Is.EqualTo(due + 20), "nobody has to ask again before");
    }

    [Test]
    public void Take_DatapointsOfSeveralGapsComeLate_CountsThemAll()
    {
        long[] gaps = [Start + 3_600, Start + 5_400, Start + 6_900];
        for (var time = Start; time < Start + (6 * 3_600); time += Period)
        {
            Publish(time, after: gaps.Contains(time) ? 3_000 : 60);
        }
        RunUntil(Start + (6 * 3_600));
        Assert.That(_late, Is.EqualTo(3));
        Assert.That(_taken.Select(sample => sample.Time), Has.No.Member(gaps[0]).And.Ordered.Ascending);
    }

    [Test] // a schedule does not change: what was not stored is planned from the one before
    public void Take_AnswerIsNotStored_TakesTheSameFromTheNextAnswer()
    {
        for (var time = Start; time < Start + 7_200; time += Period)
        {
            Publish(time, after: time == Start + 3_600 ? 20_000 : 60);
        }
        RunUntil(Start + 7_200);
        var before = _schedule;
        Publish(Start + 7_200, after: 60);
        _now += 20 * Period;
        var pace = Pace(stretch: 1);
        var window = before.Ask(_now, pace, _delay.Seconds).Window!.Value;
        var first = before.Take(Answer(window), window, _now, pace, _delay.Seconds);
        var again = before.NotStored(first).Take(Answer(window), window, _now, pace, _delay.Seconds);
        Assert.That(before, Is.EqualTo(_schedule));
        Assert.That(first.Samples, Is.Not.Empty);
        Assert.That((again.Samples, again.Late, again.Next), Is.EqualTo((first.Samples, first.Late, first.Next)));
        Assert.That(again.Schedule.DueAt, Is.EqualTo(first.Schedule.DueAt));
        Assert.That(again.Timing, Is.EqualTo(Punctuality.Unknown), "it was not asked for the first time");
    }

    [Test]
    public void Take_SamplesAfterAnOpenGap_AreHeldBackUntilTheGapIsGivenUp()
    {
        RunUntil(Start + 3_600);
        var next = _schedule.Next!.Value;
        Publish(next + Period, after: 0);
        var window = new CollectionWindow(next, next + (2 * Period), Period);
        var pace = Pace(stretch: 1);
        var until = next + Period + _delay.Seconds + Open;
        var open = _schedule.Take([new(next + Period, 1)], window, until - 1, pace, _delay.Seconds);
        Assert.That((open.Samples.Count, open.Next, open.Schedule.DueAt), Is.EqualTo((0, next, until)));
        var closed = open.Schedule.Take([new(next + Period, 1)], window, until, pace, _delay.Seconds);
        Assert.That((closed.Samples.Count, closed.Next), Is.EqualTo((1, next + (2 * Period))));
    }

    private void Publish(long period, int after) => _published[period] = (period + Period + after, 1);

    private void RunUntil(long end, int stretch = 1, bool isLimited = false)
    {
        var pace = Pace(stretch, isLimited);
        for (; _now < end; _now += 10)
        {
            (var window, _schedule) = _schedule.Ask(_now, pace, _delay.Seconds);
            if (window is { } due)
            {
                Collect(due, pace);
            }
            else
            {
                _delay.Learn(_now, 0, 0);
            }
        }
    }

    private void Collect(CollectionWindow window, CollectionPace pace)
    {
        _requests++;
        var collected = _schedule.Take(Answer(window), window, _now, pace, _delay.Seconds);
        _schedule = collected.Schedule;
        _taken.AddRange(collected.Samples);
        _late += collected.Late;
        _delay.Learn(_now, collected.Timing == Punctuality.InTime ? 1 : 0, collected.Timing == Punctuality.TooEarly ? 1 : 0);
    }

    private Sample[] Answer(CollectionWindow window) =>
        _published
            .Where(one => one.Value.Published <= _now && one.Key >= window.Start && one.Key < window.End)
            .OrderBy(one => one.Key)
            .Select(one => new Sample(one.Key, one.Value.Value))
            .ToArray();

    private static CollectionPace Pace(int stretch, bool isLimited = false) => new(stretch, isLimited, BackfillDays: 14, Retry, Open);

    private static MetricSchedule NewSchedule()
    {
        var spec = new CloudWatchMetricSpec(
            "us-west-2",
            "AWS/SQS",
            "NumberOfMessagesSent",
            new Dictionary<string, string> { ["QueueName"] = "orders" }
        );
        return new(
            new()
            {
                Id = MetricId.New(),
                Number = 1,
                Datasource = CloudWatchDatasource.Instance,
                Name = "AWS/SQS/NumberOfMessagesSent",
                Description = "",
                Resource = spec.Resource,
                Status = MetricStatus.Active,
                PollInterval = TimeSpan.FromSeconds(Period),
                Spec = new(spec),
            }
        );
    }
}
