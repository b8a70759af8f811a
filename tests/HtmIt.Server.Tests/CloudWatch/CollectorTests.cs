using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Metrics;
using HtmIt.Core.Resources;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using NUnit.Framework;
using Model = HtmIt.V1.Model;

namespace HtmIt.Server.Tests.CloudWatch;

/// <summary>What the rounds of a shard collect.</summary>
public sealed class CollectorTests : CollectorFixture
{
    [Test] // COLL-001, COLL-002, CW-014, CW-016
    public async Task Round_FreshMetric_IsBackfilledAndKeptCurrent()
    {
        var (resource, model) = await MonitorAsync();
        Fill(resource, Start - (14 * 86_400), Start);

        await RunUntilIdleAsync();
        var (metric, rows) = await ReadAsync(model);
        Assert.That(rows, Has.Count.EqualTo((14 * 288) - 2), "all whole periods until 360 seconds ago");
        Assert.That(rows.Select(row => row.Time), Is.Ordered.Ascending.And.Unique);
        Assert.That(metric.NextCollectTime.Seconds, Is.EqualTo(rows[^1].Time + Period));
        Assert.That(Cloud.Calls, Has.Count.EqualTo(3), "windows of at most 1,440 periods");

        Fill(resource, Start, Start + Period);
        await AdvanceAsync(TimeSpan.FromMinutes(11));
        Assert.That(
            (await ReadAsync(model)).Rows.TakeLast(3).Select(row => row.Time),
            Is.EqualTo(new[] { Start - 600, Start - 300, Start })
        );
        Assert.That(Cloud.Calls, Has.Count.EqualTo(4), "once in a period, and no row twice");
    }

    [Test] // COLL-003, CW-017
    public async Task Round_NoData_LeavesTheMetricAlone()
    {
        await MonitorAsync();
        await RunUntilIdleAsync();
        var calls = Cloud.Calls.Count;
        Clock.Advance(TimeSpan.FromSeconds(359));
        Assert.That(await Shard.RunRoundAsync(default), Is.EqualTo(new CollectionReport()));
        Clock.Advance(TimeSpan.FromSeconds(1));
        var report = await Shard.RunRoundAsync(default);
        Assert.That((report.Empty, report.Errors), Is.EqualTo((1, 0)));
        Assert.That(Cloud.Calls, Has.Count.EqualTo(calls + 1));
    }

    [Test] // COLL-005, COLL-009, META-015, CW-021
    public async Task Round_StatesOfResources_AreNotedWhenTheyChange()
    {
        var (id, model) = await MonitorAsync();
        var resource = model.Metric.Resource;
        Resource(id, "running");
        await Shard.RunRoundAsync(default);
        await Shard.RunRoundAsync(default);
        Assert.That(Inventory.Listings, Is.EqualTo(1), "once in 150 seconds");
        Assert.That(await StatesAsync(resource), Is.EqualTo(new[] { "running" }));

        await AdvanceAsync(TimeSpan.FromSeconds(151));
        Assert.That(await StatesAsync(resource), Is.EqualTo(new[] { "running" }));
        Resource(id, "stopped");
        await AdvanceAsync(TimeSpan.FromSeconds(151));
        Assert.That(await StatesAsync(resource), Is.EqualTo(new[] { "running", "stopped" }));

        Inventory.Fault = new(AwsFault.AccessDenied, "no");
        Clock.Advance(TimeSpan.FromSeconds(151));
        var report = await Shard.RunRoundAsync(default);
        Assert.That((report.Empty, report.Errors), Is.EqualTo((1, 1)));
        Assert.That((await ReadAsync(model)).Metric.Status, Is.EqualTo(V1.MetricStatus.Active));
    }

    [Test]
    public async Task Round_GapThatIsFilledInTime_IsTakenInOrder()
    {
        var (resource, model) = await MonitorAsync();
        Fill(resource, Start - 7_200, Start - 600);
        await RunUntilIdleAsync();
        var before = (await ReadAsync(model)).Rows.Count;

        Cloud.Put(resource, Start - 300, 7);
        await AdvanceAsync(TimeSpan.FromSeconds(360));
        Assert.That((await ReadAsync(model)).Rows, Has.Count.EqualTo(before), "the period before may still get its datapoint");
        Cloud.Put(resource, Start - 600, 5);
        await AdvanceAsync(TimeSpan.FromSeconds(300));
        var rows = (await ReadAsync(model)).Rows;
        Assert.That(rows.TakeLast(2).Select(row => row.Time), Is.EqualTo(new[] { Start - 600, Start - 300 }));
        Assert.That(rows, Has.Count.EqualTo(before + 2));
    }

    [Test]
    public async Task Round_SampleAfterItsPeriodWasGivenUp_IsCountedAndNotTaken()
    {
        ShardOptions.OpenMinutes = 0;
        var (resource, model) = await MonitorAsync();
        Fill(resource, Start - 7_200, Start - 900);
        await RunUntilIdleAsync();
        Cloud.Put(resource, Start - 600, 7);
        await AdvanceAsync(TimeSpan.FromSeconds(360));
        Assert.That((await ReadAsync(model)).Rows[^1].Time, Is.EqualTo(Start - 600), "not waited for");

        Cloud.Put(resource, Start - 900, 5);
        Fill(resource, Start - 300, Start + 7_200);
        for (var minutes = 0; minutes < 90; minutes += 5)
        {
            await AdvanceAsync(TimeSpan.FromMinutes(5));
        }
        Assert.That(Shard.Total.LateSamples, Is.EqualTo(1));
        Assert.That((await ReadAsync(model)).Rows.Select(row => row.Time), Has.No.Member(Start - 900));
    }

    [Test] // CW-002, CW-007, COLL-001, ENC-006
    public async Task Round_MetricWithoutDefaultRange_StartsItsModelWith288Samples()
    {
        var (resource, model) = await MonitorAsync("AWS/SQS", "NumberOfMessagesDeleted", "QueueName");
        Assert.That(model.Metric.Status, Is.EqualTo(V1.MetricStatus.PendingData));
        Fill(resource, Start - (2 * 86_400), Start, value: _ => 1_000);
        await RunUntilIdleAsync();
        var started = await Until.HoldsAsync(
            async () => (await Models.GetModelAsync(new() { Name = model.Name })).Model,
            one => one.Metric.Status == V1.MetricStatus.Active,
            "the model to be active"
        );
        Assert.That(started.HasEncoderResolution, Is.False);
        Assert.That(started.Spec, Is.EqualTo(model.Spec));
    }

    [Test]
    public async Task Round_ManyMetricsOfOneWindow_ShareACall()
    {
        for (var i = 0; i < 20; i++)
        {
            await MonitorAsync();
        }
        await Shard.RunRoundAsync(default);
        Assert.That(Cloud.Calls.Select(call => call.Queries), Is.EqualTo(new[] { 20 }));
    }

    [Test] // what an answer that was lost, or another server, has stored before
    public async Task Round_WindowThatIsStoredAlready_StoresNothingTwiceAndCountsNothing()
    {
        ShardOptions.RetrySeconds = 1;
        var (resource, model) = await MonitorAsync();
        Fill(resource, Start - 3_600, Start);
        var other = NewShard();
        Cloud.Fault = _ => new(AwsFault.Unavailable, "for one of them");
        await other.RunRoundAsync(default);
        Cloud.Fault = _ => null;
        await RunUntilIdleAsync();
        var before = (await ReadAsync(model)).Rows;

        Clock.Advance(TimeSpan.FromSeconds(1));
        while ((await other.RunRoundAsync(default)).Calls > 0) { }
        Assert.That((await ReadAsync(model)).Rows, Is.EqualTo(before));
        Assert.That((other.Total.SamplesStored, other.Total.LateSamples), Is.EqualTo((0, 0)));
        Assert.That(Shard.Total.SamplesStored, Is.EqualTo(before.Count));
    }

    [Test] // a metric that is added while the others are being read is not forgotten
    public async Task Wake_DuringARefresh_IsHeeded()
    {
        await MonitorAsync();
        await RunUntilIdleAsync();
        Assert.That(Shard.UntilNextRound(), Is.GreaterThan(TimeSpan.FromSeconds(1)));
        Shard.Wake();
        Assert.That(Shard.UntilNextRound(), Is.LessThan(TimeSpan.FromSeconds(1)));
        var round = Shard.RunRoundAsync(default);
        Shard.Wake();
        await round;
        Assert.That(Shard.UntilNextRound(), Is.LessThan(TimeSpan.FromSeconds(1)));
    }

    [Test] // The call that monitors does not wait for AWS: the name comes with the next listing, and so does a new one.
    public async Task Round_NamesOfResources_AreTakenOverWhenTheyChange()
    {
        var (id, model) = await MonitorAsync("AWS/EC2", "CPUUtilization", "InstanceId");
        Assert.That(model.Metric.TagName, Is.Empty);
        foreach (var name in new[] { "web-1", new string('x', 256), "" })
        {
            Inventory.Resources.Clear();
            Inventory.Add(Scope.Region, id, ("Name", name));
            await AdvanceAsync(TimeSpan.FromSeconds(151));
            var kept = name.Length == 0 ? new string('x', 255) : name[..Math.Min(255, name.Length)];
            Assert.That((await ReadAsync(model)).Metric.TagName, Is.EqualTo(kept));
        }
    }

    [Test] // A new resource need not wait for the usual time, but many new ones share a listing.
    public async Task Round_NewResource_IsLookedUpSoon()
    {
        var (first, _) = await MonitorAsync("AWS/EC2", "CPUUtilization", "InstanceId");
        Inventory.Add(Scope.Region, first, ("Name", "one"));
        await Shard.RunRoundAsync(default);
        var (second, model) = await MonitorAsync("AWS/EC2", "CPUUtilization", "InstanceId");
        Inventory.Add(Scope.Region, second, ("Name", "two"));
        await Shard.RunRoundAsync(default);
        Assert.That(Inventory.Listings, Is.EqualTo(1));

        await AdvanceAsync(TimeSpan.FromSeconds(10));
        Assert.That(Inventory.Listings, Is.EqualTo(2));
        Assert.That((await ReadAsync(model)).Metric.TagName, Is.EqualTo("two"));
    }
}
