using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Testing.Aws;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Collecting;

/// <summary>Calls that are refused, turned away or fail, whoever makes them.</summary>
public sealed class MetricDataCallsTests
{
    private const long Start = 1_699_999_800;
    private const int Period = 300;

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(Start));
    private FakeCloudWatch _cloudWatch = null!;
    private MetricDataCalls _calls = null!;

    [SetUp]
    public void Reset()
    {
        _time.Advance(RegionThrottle.Longest);
        _cloudWatch = new();
        _calls = new(new("", "eu-west-1"), _cloudWatch, new MachineTime(_time));
    }

    [Test]
    public async Task Ask_OneSeriesIsRefused_HalvesUntilItIsAloneAndAnswersTheOthers()
    {
        Refuse("r-5");
        var parts = await AskAsync(8);
        var refused = parts.Where(part => part.Outcome is CallOutcome.Failed { IsRefused: true }).ToArray();
        Assert.That(refused.SelectMany(part => part.Series).Select(one => one.Id), Is.EqualTo(new[] { "r-5" }));
        Assert.That(parts.Except(refused).Select(part => part.Outcome), Is.All.InstanceOf<CallOutcome.Answered>());
        Assert.That(parts.SelectMany(part => part.Series).Select(one => one.Id), Is.EqualTo(Ids(8)), "in their order, each once");
        var report = Sum(parts);
        Assert.That(
            (report.Calls, report.MetricsRequested),
            Is.EqualTo((7, 8 + 4 + 4 + 2 + 1 + 1 + 2)),
            "the refused ones are paid for too"
        );
    }

    [Test]
    public async Task Ask_AnsweredSeries_ComeBeforeTheRestIsAskedFor()
    {
        Refuse("r-3");
        await using var parts = _calls.AskAsync(Batch(4), default).GetAsyncEnumerator();
        await parts.MoveNextAsync();
        Assert.That(parts.Current.Series.Select(one => one.Id), Is.EqualTo(new[] { "r-0", "r-1" }));
        Assert.That(_cloudWatch.Calls, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Ask_TurnedAwayWhileHalving_MakesNoFurtherCall()
    {
        _cloudWatch.Fault = queries =>
            queries.Count > 1 ? new(AwsFault.Refused, "bad") : new AwsException(AwsFault.Throttled, "Rate exceeded");
        var parts = await AskAsync(4);
        Assert.That(
            parts.Select(part => (part.Series.Count, part.Outcome.GetType())),
            Is.EqualTo(new[] { (1, typeof(CallOutcome.TurnedAway)), (1, typeof(CallOutcome.NotMade)), (2, typeof(CallOutcome.NotMade)) })
        );
        Assert.That((Sum(parts).Calls, Sum(parts).Throttled), Is.EqualTo((3, 1)));

        _cloudWatch.Fault = _ => null;
        Assert.That((await AskAsync(4)).Single().Outcome, Is.InstanceOf<CallOutcome.NotMade>());
        _time.Advance(_calls.PausedUntil - _time.GetUtcNow());
        Assert.That((await AskAsync(4)).Single().Outcome, Is.InstanceOf<CallOutcome.Answered>());
    }

    [Test]
    public async Task Ask_CallFails_IsNotHalved()
    {
        _cloudWatch.Fault = _ => new(AwsFault.Unavailable, "on fire");
        var part = (await AskAsync(4)).Single();
        Assert.That(part.Outcome, Is.EqualTo(new CallOutcome.Failed("on fire", IsRefused: false)));
        Assert.That((part.Series.Count, part.Report.Calls), Is.EqualTo((4, 1)));
    }

    [Test]
    public void Of_SeveralWindows_SharesCallsAndBeginsWithTheShortest()
    {
        var (newest, past) = (Window(1), Window(CollectionWindow.MostPeriods));
        var due = Series(1_100).Select((one, i) => (one, i < 100 ? past : newest));
        var batches = CollectionBatches.Of(due).Select(batch => (batch.Window, batch.Series.Count)).ToArray();
        Assert.That(
            batches,
            Is.EqualTo(new[] { (newest, 500), (newest, 500), (past, 70), (past, 30) }),
            "at most 500 series, and 100,800 datapoints"
        );
    }

    private static string[] Ids(int count) => [.. Series(count).Select(one => one.Id)];

    private static Requested[] Series(int count) => [.. Enumerable.Range(0, count).Select(i => new Requested($"r-{i}"))];

    private static CollectionWindow Window(int periods) => new(Start - (periods * Period), Start, Period);

    private static CollectionBatch<Requested> Batch(int series) => new(Window(1), Series(series));

    private static CollectionReport Sum(IEnumerable<CallPart<Requested>> parts) =>
        parts.Aggregate(new CollectionReport(), (sum, part) => sum + part.Report);

    private void Refuse(string id) =>
        _cloudWatch.Fault = queries =>
            queries.Any(query => query.Dimensions.Values.Contains(id)) ? new AwsException(AwsFault.Refused, "bad dimension") : null;

    private async Task<CallPart<Requested>[]> AskAsync(int series) => await _calls.AskAsync(Batch(series), default).ToArrayAsync();

    private sealed record Requested(string Id) : IRequested
    {
        public MetricQuery Query { get; } =
            new("AWS/RDS", "CPUUtilization", new Dictionary<string, string> { ["DBInstanceIdentifier"] = Id }, "Average", Period);
    }
}
