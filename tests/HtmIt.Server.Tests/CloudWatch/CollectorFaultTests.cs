using HtmIt.Core.Actors;
using HtmIt.Core.Aws;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Model = HtmIt.V1.Model;

namespace HtmIt.Server.Tests.CloudWatch;

/// <summary>What the rounds of a shard make of errors, of all metrics and of single ones.</summary>
public sealed class CollectorFaultTests : CollectorFixture
{
    [Test] // COLL-004, COLL-006, COLL-007, META-020
    public async Task Round_ErrorsForThreeHours_FailTheMetricAndOneSuccessForgivesThem()
    {
        var (_, model) = await MonitorAsync();
        Cloud.Fault = _ => new(AwsFault.Unavailable, "CloudWatch is on fire");
        var report = await Shard.RunRoundAsync(default);
        Assert.That((report.Empty, report.Errors), Is.EqualTo((0, 1)));
        Assert.That(await FailingSinceAsync(model), Is.EqualTo(Clock.GetUtcNow()));
        Assert.That((await ReadAsync(model)).Metric.Status, Is.EqualTo(V1.MetricStatus.Active));

        Clock.Advance(TimeSpan.FromMinutes(179));
        Cloud.Fault = _ => null;
        await Shard.RunRoundAsync(default);
        Assert.That(await FailingSinceAsync(model), Is.Null);

        Cloud.Fault = _ => new(AwsFault.Refused, "no such dimension");
        for (var minute = 0; minute <= 220; minute += 5)
        {
            Clock.Advance(TimeSpan.FromMinutes(5));
            await Shard.RunRoundAsync(default);
        }
        var metric = (await ReadAsync(model)).Metric;
        Assert.That((metric.Status, metric.StatusMessage), Is.EqualTo((V1.MetricStatus.Error, "no such dimension")));
    }

    [Test] // COLL-008
    public async Task Round_OneMetricRefused_CollectsTheOthers()
    {
        var good = new List<Model>();
        for (var i = 0; i < 5; i++)
        {
            var (resource, model) = await MonitorAsync();
            Fill(resource, Start - 3_600, Start);
            good.Add(model);
        }
        var (bad, badModel) = await MonitorAsync();
        Cloud.Fault = queries =>
            queries.Any(query => query.Dimensions.Values.Contains(bad)) ? new AwsException(AwsFault.Refused, "bad dimension") : null;
        await RunUntilIdleAsync();
        foreach (var model in good)
        {
            Assert.That((await ReadAsync(model)).Rows, Is.Not.Empty);
        }
        Assert.That(await FailingSinceAsync(badModel), Is.Not.Null);

        Cloud.Fault = _ => null;
        Fill(bad, Start - 3_600, Start);
        await AdvanceAsync(TimeSpan.FromSeconds(150));
        Assert.That((await ReadAsync(badModel)).Rows, Is.Not.Empty);
        Assert.That(await FailingSinceAsync(badModel), Is.Null);
    }

    [Test]
    public async Task Round_Throttled_PausesTheRegionAndLosesNothing()
    {
        var (resource, model) = await MonitorAsync();
        Fill(resource, Start - 3_600, Start);
        Cloud.Fault = _ => new(AwsFault.Throttled, "Rate exceeded");
        Assert.That((await Shard.RunRoundAsync(default)).Throttled, Is.EqualTo(1));
        Assert.That((await Shard.RunRoundAsync(default)).Calls, Is.Zero);
        Cloud.Fault = _ => null;
        await AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.That((await ReadAsync(model)).Rows, Is.Not.Empty);
        Assert.That(await FailingSinceAsync(model), Is.Null, "too many calls are not the metric's fault");
    }

    [Test] // a metric that has failed takes no samples; they are asked for again when it is restarted
    public async Task Round_MetricFailsBeforeItsSamplesAreStored_LosesNone()
    {
        (ShardOptions.RetrySeconds, ShardOptions.AskSeconds) = (1, 1);
        var (resource, model) = await MonitorAsync();
        Fill(resource, Start - 3_600, Start - 900);
        await RunUntilIdleAsync();
        var id = new MetricId(new Guid(model.Name["models/".Length..]));
        await Server.Services.GetRequiredService<IModelRuntime>().FailAsync(id, "broken", default);
        Cloud.Put(resource, Start - 900, 7);
        await AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.That((await ReadAsync(model)).Rows.Select(row => row.Time), Has.No.Member(Start - 900));

        await Models.RestartModelAsync(new() { Name = model.Name });
        await ActiveAsync(model);
        await AdvanceAsync(TimeSpan.FromSeconds(60));
        Assert.That((await ReadAsync(model)).Rows[^1].Time, Is.EqualTo(Start - 900));
    }

    [Test] // COLL-007: restarting gives the metric its three hours again
    public async Task Round_FailsOnceAfterARestart_DoesNotFailTheMetricAtOnce()
    {
        var (_, model) = await MonitorAsync();
        Cloud.Fault = _ => new(AwsFault.Refused, "no such dimension");
        await Shard.RunRoundAsync(default);
        await AdvanceAsync(TimeSpan.FromMinutes(181));
        Assert.That((await ReadAsync(model)).Metric.Status, Is.EqualTo(V1.MetricStatus.Error));

        await Models.RestartModelAsync(new() { Name = model.Name });
        await ActiveAsync(model);
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.That((await ReadAsync(model)).Metric.Status, Is.EqualTo(V1.MetricStatus.Active));
        Assert.That(await FailingSinceAsync(model), Is.EqualTo(Clock.GetUtcNow()));
    }
}
