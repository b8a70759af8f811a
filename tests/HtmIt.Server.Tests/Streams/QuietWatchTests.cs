using HtmIt.Core.Watch;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Streams;

/// <summary>A watch of a quiet metric among busy ones must not keep its first position for ever: resuming would read it all again.</summary>
public sealed class QuietWatchTests : ServerFixture
{
    private readonly ManualTime _time = new(DateTimeOffset.FromUnixTimeSeconds(Ingest.Start + 1_000_000));

    protected override TimeProvider? Time => _time;

    [Test]
    public async Task Watch_OtherMetricsBusy_MovesItsPosition()
    {
        await Data.SendAsync(Ingest.Series("quiet.one", [1]));
        var metric = await MetricAsync("quiet.one");
        using var watch = new Watcher(Data, new() { Selector = new() { Metrics = { metric.Name } } });
        await watch.ReadUntilCaughtUpAsync();
        var before = watch.Position;

        await Data.SendAsync(Ingest.Series("quiet.busy", [1]));
        _time.Skip(WatchMetricData.IdleInterval);
        await Data.SendAsync(Ingest.Series("quiet.busy", [2], Ingest.Start + 300));

        var idle = await watch.NextAsync();
        Assert.That(idle.EventCase, Is.EqualTo(WatchMetricDataResponse.EventOneofCase.None));
        Assert.That(idle.Position, Is.Not.EqualTo(before));
    }
}
