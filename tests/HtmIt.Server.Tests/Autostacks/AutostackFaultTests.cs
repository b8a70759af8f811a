using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Autostacks;

/// <summary>What autostacks do while EC2 or CloudWatch refuses: ASTK-018.</summary>
public sealed class AutostackFaultTests : AutostackCollectionFixture
{
    [Test] // ASTK-018: one member's query spoils the call; the others' mean is stored
    public async Task Round_OneMemberRefused_StoresTheOthers()
    {
        var model = await MonitorAsync("web", "CPUUtilization", "i-1", "i-2", "i-3", "i-4");
        foreach (var (id, value) in new[] { ("i-1", 10d), ("i-2", 20d), ("i-3", 90d), ("i-4", 60d) })
        {
            CloudWatch.Put(id, Start - 900, value);
        }
        CloudWatch.Fault = queries =>
            queries.Any(query => query.Dimensions["InstanceId"] == "i-3") ? new(AwsFault.Refused, "i-3 is impossible") : null;
        var report = await Shard.RunRoundAsync(default);
        Assert.That((report.Errors, report.SamplesStored), Is.EqualTo((0, 1)));
        Assert.That(await RowsAsync(model), Is.EqualTo(new[] { (Start - 900, 30d) }));
    }

    [Test] // V3: the collector's policy for errors, of CloudWatch and of EC2
    public async Task Round_ErrorsForThreeHours_FailTheMetricAndOneSuccessForgivesThem()
    {
        var model = await MonitorAsync("web", "CPUUtilization", "i-1");
        Ec2.Fault = new(AwsFault.Unavailable, "EC2 is on fire");
        Assert.That((await Shard.RunRoundAsync(default)).Errors, Is.EqualTo(1));
        Ec2.Fault = null;
        Clock.Advance(TimeSpan.FromMinutes(179));
        Assert.That((await Shard.RunRoundAsync(default)).Errors, Is.Zero);
        Assert.That(
            await Tables.CountAsync(Server.ConnectionString, "select count(*) from metric where collector_error_since is not null"),
            Is.Zero
        );

        Ec2.Fault = new(AwsFault.Refused, "EC2 knows no such filter");
        for (var minute = 0; minute <= 170; minute += 5)
        {
            Clock.Advance(TimeSpan.FromMinutes(5));
            await Shard.RunRoundAsync(default);
        }
        Assert.That((await StatusAsync(model)).Status, Is.EqualTo(MetricStatus.Active));
        for (var minute = 0; minute <= 60; minute += 5)
        {
            Clock.Advance(TimeSpan.FromMinutes(5));
            await Shard.RunRoundAsync(default);
        }
        var metric = await StatusAsync(model);
        Assert.That((metric.Status, metric.StatusMessage), Is.EqualTo((MetricStatus.Error, "EC2 knows no such filter")));
        await Shard.RunRoundAsync(default);
        Assert.That(Shard.State.MetricCount, Is.Zero, "META-014: one in ERROR is not collected");
    }

    [Test] // throttling costs time, not samples
    public async Task Round_Throttled_AsksAgainLaterFromTheSamePlace()
    {
        var model = await MonitorAsync("web", "CPUUtilization", "i-1");
        CloudWatch.Put("i-1", Start - 900, 5);
        CloudWatch.Fault = _ => new(AwsFault.Throttled, "Rate exceeded");
        var report = await Shard.RunRoundAsync(default);
        Assert.That((report.Throttled, report.Errors), Is.EqualTo((1, 0)));
        CloudWatch.Fault = _ => null;
        Assert.That((await Shard.RunRoundAsync(default)).Calls, Is.Zero);
        Clock.Advance(TimeSpan.FromSeconds(150));
        await Shard.RunRoundAsync(default);
        Assert.That(await RowsAsync(model), Is.EqualTo(new[] { (Start - 900, 5d) }));
    }

    [Test] // nor is it the fault of the metrics when EC2 turns away the question for the members
    public async Task Round_MembersThrottled_BeginsNoGracePeriod()
    {
        var model = await MonitorAsync("web", "CPUUtilization", "i-1");
        CloudWatch.Put("i-1", Start - 900, 5);
        Ec2.Fault = new(AwsFault.Throttled, "Request limit exceeded");
        var report = await Shard.RunRoundAsync(default);
        Assert.That((report.Throttled, report.Errors), Is.EqualTo((1, 0)));
        Assert.That(
            await Tables.CountAsync(Server.ConnectionString, "select count(*) from metric where collector_error_since is not null"),
            Is.Zero
        );
        Ec2.Fault = null;
        Clock.Advance(TimeSpan.FromSeconds(150));
        await Shard.RunRoundAsync(default);
        Assert.That(await RowsAsync(model), Is.EqualTo(new[] { (Start - 900, 5d) }));
    }

    [Test]
    public async Task Round_OneCallThrottled_KeepsAllOthersAwayFromTheRegion()
    {
        await MonitorAsync("web", "CPUUtilization", "i-1");
        await MonitorAloneAsync("i-1");
        var shard = NewCollector(new() { DelaySeconds = 360 });
        CloudWatch.Fault = _ => new(AwsFault.Throttled, "Rate exceeded");
        var report = await shard.RunRoundAsync(default);
        Assert.That((report.Calls, report.Throttled), Is.EqualTo((1, 1)));
        Clock.Advance(RegionThrottle.Shortest * 1.5);
        CloudWatch.Fault = _ => null;
        Assert.That((await shard.RunRoundAsync(default)).Calls, Is.EqualTo(2));
    }

    private async Task<Metric> StatusAsync(Model model) => (await Models.GetModelAsync(new() { Name = model.Name })).Model.Metric;
}
