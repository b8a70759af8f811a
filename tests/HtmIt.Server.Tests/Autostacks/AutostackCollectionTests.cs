using HtmIt.Core.Collecting;
using HtmIt.V1;
using NUnit.Framework;
using MembershipChange = HtmIt.V1.MembershipChange;

namespace HtmIt.Server.Tests.Autostacks;

/// <summary>What autostacks get from their members: ASTK-016, ASTK-017, ASTK-020, AGG.</summary>
public sealed class AutostackCollectionTests : AutostackCollectionFixture
{
    [Test] // ASTK-016, ASTK-017, AGG-003
    public async Task Round_SeveralMembers_StoresTheMeanOfThoseWithADatapoint()
    {
        var model = await MonitorAsync("web", "CPUUtilization", "i-1", "i-2", "i-3");
        var times = Enumerable.Range(0, 286).Select(i => Start - 86_400 + (i * (long)Period)).ToArray();
        foreach (var time in times)
        {
            CloudWatch.Put("i-1", time, time % 7);
            CloudWatch.Put("i-2", time, time % 11);
        }
        CloudWatch.Put("i-3", times[5] + 60, 50);
        var report = await Shard.RunRoundAsync(default);

        Assert.That((report.Calls, report.MetricsRequested, report.SamplesStored), Is.EqualTo((1, 3, 287)));
        var rows = await RowsAsync(model);
        var expected = times
            .Select(time => (time, Mean: ((time % 7) + (time % 11)) / 2d))
            .Append((times[5] + 60, 50))
            .OrderBy(one => one.Item1);
        Assert.That(rows, Is.EqualTo(expected));
        var metric = (await Models.GetModelAsync(new() { Name = model.Name })).Model.Metric;
        Assert.That(metric.NextCollectTime.Seconds, Is.EqualTo(Start - 600), "the end of the window");
        Assert.That(await Shard.RunRoundAsync(default), Is.EqualTo(new CollectionReport()), "nothing is due");
    }

    [Test] // AGG-003: without data, and without members, there is no row and no error; what comes later is taken
    public async Task Round_NoData_TakesWhatComesLater()
    {
        var model = await MonitorAsync("web", "CPUUtilization", "i-1");
        var empty = await MonitorAsync("nobody", "CPUUtilization");
        var report = await Shard.RunRoundAsync(default);
        Assert.That((report.SamplesStored, report.Empty, report.Errors), Is.EqualTo((0, 2, 0)));
        foreach (var one in new[] { model, empty })
        {
            var metric = (await Models.GetModelAsync(new() { Name = one.Name })).Model.Metric;
            Assert.That((metric.NextCollectTime.Seconds, metric.LastRowId), Is.EqualTo((Start - 86_400, 0)));
        }
        CloudWatch.Put("i-1", Start - 900, 1);
        Clock.Advance(TimeSpan.FromSeconds(359));
        Assert.That((await Shard.RunRoundAsync(default)).Calls, Is.Zero, "not before 660 seconds after the beginning of the newest period");
        CloudWatch.Put("i-1", Start - 600, 2);
        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await Shard.RunRoundAsync(default)).SamplesStored, Is.EqualTo(2));
        Assert.That(await RowsAsync(model), Is.EqualTo(new[] { (Start - 900, 1d), (Start - 600, 2d) }));
    }

    [Test] // ASTK-020
    public async Task Round_InstanceCount_IsOneSampleACollectionAlsoWhenZero()
    {
        var model = await MonitorAsync("web", "InstanceCount", "i-1", "i-2");
        Clock.Advance(TimeSpan.FromSeconds(59));
        await Shard.RunRoundAsync(default);
        await Shard.RunRoundAsync(default);
        var minute = Start + 59 - ((Start + 59) % 60);
        Assert.That(await RowsAsync(model), Is.EqualTo(new[] { (minute, 2d) }), "one sample, however long the past");
        Assert.That(CloudWatch.Calls, Is.Empty);

        Ec2.Resources.Clear();
        Clock.Advance(TimeSpan.FromSeconds(660));
        await Shard.RunRoundAsync(default);
        Assert.That((await RowsAsync(model)).Select(row => row.Value), Is.EqualTo(new[] { 2d, 0d }));

        // Three days without a server: the count says what is now.
        Clock.Advance(TimeSpan.FromDays(3));
        await Shard.RunRoundAsync(default);
        await Shard.RunRoundAsync(default);
        Assert.That(await RowsAsync(model), Has.Count.EqualTo(3));
    }

    [Test] // AGG-001
    public async Task Round_MetricDeletedMeanwhile_ProcessesTheOthers()
    {
        var gone = await MonitorAsync("a", "CPUUtilization", "i-1");
        var kept = await MonitorAsync("b", "CPUUtilization");
        CloudWatch.Put("i-1", Start - 900, 5);
        var autostack = (await Autostacks.ListAutostacksAsync(new())).Autostacks[0];
        var deleted = false;
        CloudWatch.Fault = _ =>
        {
            if (!deleted)
            {
                deleted = true;
                Autostacks.DeleteAutostackMetric(new() { Name = $"{autostack.Name}/{gone.Metric.Name}" });
            }
            return null;
        };
        var report = await Shard.RunRoundAsync(default);
        Assert.That((deleted, report.SamplesStored, report.Errors), Is.EqualTo((true, 1, 0)));
        Assert.That(await RowsAsync(kept), Is.EqualTo(new[] { (Start - 900, 5d) }));
        await Shard.RunRoundAsync(default);
        Assert.That(Shard.State.MetricCount, Is.EqualTo(1));
    }

    [Test] // AGG-002: kept for ten minutes; who came and who went is in the history
    public async Task Round_MembersChange_IsNoticedWithinTenMinutes()
    {
        var model = await MonitorAsync("web", "InstanceCount", "i-1", "i-2");
        await Shard.RunRoundAsync(default);
        var listings = Ec2.Listings;
        Ec2.Resources.RemoveAt(0);
        Ec2.Add(Region, "i-3", ("Name", "web-new"));
        Ec2.Add(Region, "i-4", ("Name", "web-newer"));
        Clock.Advance(TimeSpan.FromSeconds(599));
        await Shard.RunRoundAsync(default);
        Assert.That(Ec2.Listings, Is.EqualTo(listings));
        Clock.Advance(TimeSpan.FromSeconds(361));
        await Shard.RunRoundAsync(default);
        Assert.That(Ec2.Listings, Is.EqualTo(listings + 1));
        Assert.That((await RowsAsync(model)).Select(row => row.Value), Is.EqualTo(new[] { 2d, 2d, 3d }));

        var autostack = model.Spec.Autostack.Autostack;
        var request = new ListAutostackMembershipChangesRequest { Autostack = autostack, PageSize = 2 };
        var newest = await Autostacks.ListAutostackMembershipChangesAsync(request);
        request.PageToken = newest.NextPageToken;
        var older = await Autostacks.ListAutostackMembershipChangesAsync(request);
        var changes = newest.Changes.Concat(older.Changes).ToArray();
        Assert.That(
            changes.Take(3).Select(one => (one.InstanceId, one.Kind, one.ChangeTime.ToDateTimeOffset())),
            Is.EquivalentTo(
                new[]
                {
                    ("i-1", MembershipChange.Types.Kind.Left, Clock.GetUtcNow()),
                    ("i-3", MembershipChange.Types.Kind.Joined, Clock.GetUtcNow()),
                    ("i-4", MembershipChange.Types.Kind.Joined, Clock.GetUtcNow()),
                }
            )
        );
    }

    [Test] // AGG-002: each region has its shard, and they run side by side
    public async Task Round_TwoRegions_AreCollectedAtOnce()
    {
        var here = await MonitorAsync("web", "InstanceCount", "i-1");
        Ec2.Add("eu-west-1", "i-9", ("Name", "web-9"));
        var there = await MonitorInAsync("eu-west-1", "web", "InstanceCount");
        var shards = new[] { Shard, NewShard("eu-west-1") };
        await Task.WhenAll(shards.Select(shard => shard.RunRoundAsync(default)));
        Assert.That(shards.Select(shard => shard.State.MetricCount), Is.EqualTo(new[] { 1, 1 }));
        Assert.That((await RowsAsync(here)).Concat(await RowsAsync(there)).Select(row => row.Value), Is.EqualTo(new[] { 1d, 1d }));
    }

    [Test] // as few calls as possible: 300 members, 3 metrics, 2 autostacks with the same members
    public async Task Round_ManyMembers_TakesCallsOfFiveHundredQueries()
    {
        AddMembers([.. Enumerable.Range(0, 300).Select(i => $"i-{i:d3}")]);
        foreach (var name in new[] { "CPUUtilization", "NetworkIn", "NetworkOut" })
        {
            await MonitorAsync("one", name);
            await MonitorAsync("two", name);
        }
        await Shard.RunRoundAsync(default);
        Clock.Advance(TimeSpan.FromSeconds(360));
        var report = await Shard.RunRoundAsync(default);
        Assert.That((report.Calls, report.MetricsRequested, report.Empty), Is.EqualTo((2, 900, 6)));
    }

    [Test]
    public async Task UntilNextRound_MetricIsDueSoon_EndsWhenItIsDue()
    {
        await MonitorAsync("web", "CPUUtilization", "i-1");
        await Shard.RunRoundAsync(default);
        Assert.That(Shard.UntilNextRound(), Is.EqualTo(TimeSpan.FromSeconds(10)), "what others add is looked for");
        Clock.Advance(TimeSpan.FromSeconds(355));
        Assert.That(Shard.UntilNextRound(), Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    [Test]
    public async Task Round_CostsOfMembers_AreCountedAndLimited()
    {
        await MonitorAsync("web", "CPUUtilization", "i-1", "i-2", "i-3");
        await MonitorAsync("web", "InstanceCount");
        await MonitorAsync("same", "CPUUtilization");
        await MonitorAloneAsync("i-1");
        var free = NewCollector(new() { DelaySeconds = 360 });
        var limited = NewCollector(new() { MaxMonthlyDollars = CollectionCost.MonthlyDollars(1, Period) });
        await free.RunRoundAsync(default);
        await limited.RunRoundAsync(default);
        Assert.That((free.State.MetricCount, free.State.Stretch), Is.EqualTo((4, 1)));
        Assert.That(free.State.MonthlyDollars, Is.EqualTo(CollectionCost.MonthlyDollars(4, Period)).Within(1e-9));
        Assert.That(limited.State.Stretch, Is.EqualTo(4), "three members and a metric of its own");
        Assert.That(limited.State.MonthlyDollars, Is.EqualTo(CollectionCost.MonthlyDollars(1, Period)).Within(1e-9));
    }
}
