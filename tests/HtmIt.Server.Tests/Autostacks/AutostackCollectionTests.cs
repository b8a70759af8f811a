using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Aws;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using CloudWatchMetricSpec = HtmIt.V1.CloudWatchMetricSpec;
using MembershipChange = HtmIt.V1.MembershipChange;

namespace HtmIt.Server.Tests.Autostacks;

/// <summary>A shard on a fake clock, a fake EC2 and a fake CloudWatch, over the real store and the real actors: ASTK-018, ASTK-020, AGG.</summary>
public sealed class AutostackCollectionTests : ServerFixture
{
    private const string Region = "us-west-2";
    private const long Start = 1_699_999_800;
    private const int Period = 300;

    private FakeInventory _ec2 = null!;
    private FakeCloudWatch _cloudWatch = null!;
    private FakeTimeProvider _time = null!;
    private CollectorShard _shard = null!;
    private AutostackService.AutostackServiceClient _autostacks = null!;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["HtmIt:CloudWatch:Enabled"] = "false",
            ["HtmIt:CloudWatch:BackfillDays"] = "1",
            ["HtmIt:CloudWatch:DelaySeconds"] = "360",
        };

    protected override void Replace(IServiceCollection services) => services.AddSingleton<IAwsInventory>(_ec2 = new());

    [SetUp]
    public void MakeShard()
    {
        _autostacks = new(Channel);
        _ec2.Fault = null;
        _ec2.Resources.Clear();
        _cloudWatch = new();
        _time = new(DateTimeOffset.FromUnixTimeSeconds(Start));
        _shard = NewShard(Region);
    }

    [TearDown]
    public async Task DeleteAsync()
    {
        foreach (var autostack in (await _autostacks.ListAutostacksAsync(new())).Autostacks)
        {
            await _autostacks.DeleteAutostackAsync(new() { Name = autostack.Name });
        }
        foreach (var model in (await Models.ListModelsAsync(new())).Models)
        {
            await Models.DeleteModelAsync(new() { Name = model.Name });
        }
    }

    [Test] // ASTK-016, ASTK-017, AGG-003
    public async Task Round_SeveralMembers_StoresTheMeanOfThoseWithADatapoint()
    {
        var model = await MonitorAsync("web", "CPUUtilization", "i-1", "i-2", "i-3");
        var times = Enumerable.Range(0, 286).Select(i => Start - 86_400 + (i * (long)Period)).ToArray();
        foreach (var time in times)
        {
            _cloudWatch.Put("i-1", time, time % 7);
            _cloudWatch.Put("i-2", time, time % 11);
        }
        _cloudWatch.Put("i-3", times[5] + 60, 50);
        var report = await _shard.RunRoundAsync(default);

        Assert.That((report.Calls, report.MetricsRequested, report.SamplesStored), Is.EqualTo((1, 3, 287)));
        var rows = await RowsAsync(model);
        var expected = times
            .Select(time => (time, Mean: ((time % 7) + (time % 11)) / 2d))
            .Append((times[5] + 60, 50))
            .OrderBy(one => one.Item1);
        Assert.That(rows, Is.EqualTo(expected));
        var metric = (await Models.GetModelAsync(new() { Name = model.Name })).Model.Metric;
        Assert.That(metric.NextCollectTime.Seconds, Is.EqualTo(Start - 600), "the end of the window");
        Assert.That(await _shard.RunRoundAsync(default), Is.EqualTo(new CollectionReport()), "nothing is due");
    }

    [Test] // AGG-003: without data, and without members, there is no row and no error; what comes later is taken
    public async Task Round_NoData_TakesWhatComesLater()
    {
        var model = await MonitorAsync("web", "CPUUtilization", "i-1");
        var empty = await MonitorAsync("nobody", "CPUUtilization");
        var report = await _shard.RunRoundAsync(default);
        Assert.That((report.SamplesStored, report.Empty, report.Errors), Is.EqualTo((0, 2, 0)));
        foreach (var one in new[] { model, empty })
        {
            var metric = (await Models.GetModelAsync(new() { Name = one.Name })).Model.Metric;
            Assert.That((metric.NextCollectTime.Seconds, metric.LastRowId), Is.EqualTo((Start - 86_400, 0)));
        }
        _cloudWatch.Put("i-1", Start - 900, 1);
        _time.Advance(TimeSpan.FromSeconds(359));
        Assert.That(
            (await _shard.RunRoundAsync(default)).Calls,
            Is.Zero,
            "not before 660 seconds after the beginning of the newest period"
        );
        _cloudWatch.Put("i-1", Start - 600, 2);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await _shard.RunRoundAsync(default)).SamplesStored, Is.EqualTo(2));
        Assert.That(await RowsAsync(model), Is.EqualTo(new[] { (Start - 900, 1d), (Start - 600, 2d) }));
    }

    [Test] // ASTK-018: one member's query spoils the call; the others' mean is stored
    public async Task Round_OneMemberRefused_StoresTheOthers()
    {
        var model = await MonitorAsync("web", "CPUUtilization", "i-1", "i-2", "i-3", "i-4");
        foreach (var (id, value) in new[] { ("i-1", 10d), ("i-2", 20d), ("i-3", 90d), ("i-4", 60d) })
        {
            _cloudWatch.Put(id, Start - 900, value);
        }
        _cloudWatch.Fault = queries =>
            queries.Any(query => query.Dimensions["InstanceId"] == "i-3") ? new(AwsFault.Refused, "i-3 is impossible") : null;
        var report = await _shard.RunRoundAsync(default);
        Assert.That((report.Errors, report.SamplesStored), Is.EqualTo((0, 1)));
        Assert.That(await RowsAsync(model), Is.EqualTo(new[] { (Start - 900, 30d) }));
    }

    [Test] // ASTK-020
    public async Task Round_InstanceCount_IsOneSampleACollectionAlsoWhenZero()
    {
        var model = await MonitorAsync("web", "InstanceCount", "i-1", "i-2");
        _time.Advance(TimeSpan.FromSeconds(59));
        await _shard.RunRoundAsync(default);
        await _shard.RunRoundAsync(default);
        var minute = Start + 59 - ((Start + 59) % 60);
        Assert.That(await RowsAsync(model), Is.EqualTo(new[] { (minute, 2d) }), "one sample, however long the past");
        Assert.That(_cloudWatch.Calls, Is.Empty);

        _ec2.Resources.Clear();
        _time.Advance(TimeSpan.FromSeconds(660));
        await _shard.RunRoundAsync(default);
        Assert.That((await RowsAsync(model)).Select(row => row.Value), Is.EqualTo(new[] { 2d, 0d }));

        // Three days without a server: the count says what is now.
        _time.Advance(TimeSpan.FromDays(3));
        await _shard.RunRoundAsync(default);
        await _shard.RunRoundAsync(default);
        Assert.That(await RowsAsync(model), Has.Count.EqualTo(3));
    }

    [Test] // AGG-001
    public async Task Round_MetricDeletedMeanwhile_ProcessesTheOthers()
    {
        var gone = await MonitorAsync("a", "CPUUtilization", "i-1");
        var kept = await MonitorAsync("b", "CPUUtilization");
        _cloudWatch.Put("i-1", Start - 900, 5);
        var autostack = (await _autostacks.ListAutostacksAsync(new())).Autostacks[0];
        var deleted = false;
        _cloudWatch.Fault = _ =>
        {
            if (!deleted)
            {
                deleted = true;
                _autostacks.DeleteAutostackMetric(new() { Name = $"{autostack.Name}/{gone.Metric.Name}" });
            }
            return null;
        };
        var report = await _shard.RunRoundAsync(default);
        Assert.That((deleted, report.SamplesStored, report.Errors), Is.EqualTo((true, 1, 0)));
        Assert.That(await RowsAsync(kept), Is.EqualTo(new[] { (Start - 900, 5d) }));
        await _shard.RunRoundAsync(default);
        Assert.That(_shard.State.MetricCount, Is.EqualTo(1));
    }

    [Test] // AGG-002: kept for ten minutes; who came and who went is in the history
    public async Task Round_MembersChange_IsNoticedWithinTenMinutes()
    {
        var model = await MonitorAsync("web", "InstanceCount", "i-1", "i-2");
        await _shard.RunRoundAsync(default);
        var listings = _ec2.Listings;
        _ec2.Resources.RemoveAt(0);
        _ec2.Add(Region, "i-3", ("Name", "web-new"));
        _ec2.Add(Region, "i-4", ("Name", "web-newer"));
        _time.Advance(TimeSpan.FromSeconds(599));
        await _shard.RunRoundAsync(default);
        Assert.That(_ec2.Listings, Is.EqualTo(listings));
        _time.Advance(TimeSpan.FromSeconds(361));
        await _shard.RunRoundAsync(default);
        Assert.That(_ec2.Listings, Is.EqualTo(listings + 1));
        Assert.That((await RowsAsync(model)).Select(row => row.Value), Is.EqualTo(new[] { 2d, 2d, 3d }));

        var autostack = model.Spec.Autostack.Autostack;
        var request = new ListAutostackMembershipChangesRequest { Autostack = autostack, PageSize = 2 };
        var newest = await _autostacks.ListAutostackMembershipChangesAsync(request);
        request.PageToken = newest.NextPageToken;
        var older = await _autostacks.ListAutostackMembershipChangesAsync(request);
        var changes = newest.Changes.Concat(older.Changes).ToArray();
        Assert.That(
            changes.Take(3).Select(one => (one.InstanceId, one.Kind, one.ChangeTime.ToDateTimeOffset())),
            Is.EquivalentTo(
                new[]
                {
                    ("i-1", MembershipChange.Types.Kind.Left, _time.GetUtcNow()),
                    ("i-3", MembershipChange.Types.Kind.Joined, _time.GetUtcNow()),
                    ("i-4", MembershipChange.Types.Kind.Joined, _time.GetUtcNow()),
                }
            )
        );
    }

    [Test] // AGG-002: each region has its shard, and they run side by side
    public async Task Round_TwoRegions_AreCollectedAtOnce()
    {
        var here = await MonitorAsync("web", "InstanceCount", "i-1");
        _ec2.Add("eu-west-1", "i-9", ("Name", "web-9"));
        var there = await MonitorInAsync("eu-west-1", "web", "InstanceCount");
        var shards = new[] { _shard, NewShard("eu-west-1") };
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
        await _shard.RunRoundAsync(default);
        _time.Advance(TimeSpan.FromSeconds(360));
        var report = await _shard.RunRoundAsync(default);
        Assert.That((report.Calls, report.MetricsRequested, report.Empty), Is.EqualTo((2, 900, 6)));
    }

    [Test] // V3: the collector's policy for errors, of CloudWatch and of EC2
    public async Task Round_ErrorsForThreeHours_FailTheMetricAndOneSuccessForgivesThem()
    {
        var model = await MonitorAsync("web", "CPUUtilization", "i-1");
        _ec2.Fault = new(AwsFault.Unavailable, "EC2 is on fire");
        Assert.That((await _shard.RunRoundAsync(default)).Errors, Is.EqualTo(1));
        _ec2.Fault = null;
        _time.Advance(TimeSpan.FromMinutes(179));
        Assert.That((await _shard.RunRoundAsync(default)).Errors, Is.Zero);
        Assert.That(
            await Tables.CountAsync(Server.ConnectionString, "select count(*) from metric where collector_error_since is not null"),
            Is.Zero
        );

        _ec2.Fault = new(AwsFault.Refused, "EC2 knows no such filter");
        for (var minute = 0; minute <= 170; minute += 5)
        {
            _time.Advance(TimeSpan.FromMinutes(5));
            await _shard.RunRoundAsync(default);
        }
        Assert.That((await StatusAsync(model)).Status, Is.EqualTo(MetricStatus.Active));
        for (var minute = 0; minute <= 60; minute += 5)
        {
            _time.Advance(TimeSpan.FromMinutes(5));
            await _shard.RunRoundAsync(default);
        }
        var metric = await StatusAsync(model);
        Assert.That((metric.Status, metric.StatusMessage), Is.EqualTo((MetricStatus.Error, "EC2 knows no such filter")));
        await _shard.RunRoundAsync(default);
        Assert.That(_shard.State.MetricCount, Is.Zero, "META-014: one in ERROR is not collected");
    }

    [Test]
    public async Task UntilNextRound_MetricIsDueSoon_EndsWhenItIsDue()
    {
        await MonitorAsync("web", "CPUUtilization", "i-1");
        await _shard.RunRoundAsync(default);
        Assert.That(_shard.UntilNextRound(), Is.EqualTo(TimeSpan.FromSeconds(10)), "what others add is looked for");
        _time.Advance(TimeSpan.FromSeconds(355));
        Assert.That(_shard.UntilNextRound(), Is.EqualTo(TimeSpan.FromSeconds(5)));
    }

    [Test] // throttling costs time, not samples
    public async Task Round_Throttled_AsksAgainLaterFromTheSamePlace()
    {
        var model = await MonitorAsync("web", "CPUUtilization", "i-1");
        _cloudWatch.Put("i-1", Start - 900, 5);
        _cloudWatch.Fault = _ => new(AwsFault.Throttled, "Rate exceeded");
        var report = await _shard.RunRoundAsync(default);
        Assert.That((report.Throttled, report.Errors), Is.EqualTo((1, 0)));
        _cloudWatch.Fault = _ => null;
        Assert.That((await _shard.RunRoundAsync(default)).Calls, Is.Zero);
        _time.Advance(TimeSpan.FromSeconds(150));
        await _shard.RunRoundAsync(default);
        Assert.That(await RowsAsync(model), Is.EqualTo(new[] { (Start - 900, 5d) }));
    }

    [Test] // nor is it the fault of the metrics when EC2 turns away the question for the members
    public async Task Round_MembersThrottled_BeginsNoGracePeriod()
    {
        var model = await MonitorAsync("web", "CPUUtilization", "i-1");
        _cloudWatch.Put("i-1", Start - 900, 5);
        _ec2.Fault = new(AwsFault.Throttled, "Request limit exceeded");
        var report = await _shard.RunRoundAsync(default);
        Assert.That((report.Throttled, report.Errors), Is.EqualTo((1, 0)));
        Assert.That(
            await Tables.CountAsync(Server.ConnectionString, "select count(*) from metric where collector_error_since is not null"),
            Is.Zero
        );
        _ec2.Fault = null;
        _time.Advance(TimeSpan.FromSeconds(150));
        await _shard.RunRoundAsync(default);
        Assert.That(await RowsAsync(model), Is.EqualTo(new[] { (Start - 900, 5d) }));
    }

    [Test]
    public async Task Round_OneCallThrottled_KeepsAllOthersAwayFromTheRegion()
    {
        await MonitorAsync("web", "CPUUtilization", "i-1");
        await MonitorAloneAsync("i-1");
        var shard = NewCollector(new() { DelaySeconds = 360 });
        _cloudWatch.Fault = _ => new(AwsFault.Throttled, "Rate exceeded");
        var report = await shard.RunRoundAsync(default);
        Assert.That((report.Calls, report.Throttled), Is.EqualTo((1, 1)));
        _time.Advance(RegionThrottle.Shortest * 1.5);
        _cloudWatch.Fault = _ => null;
        Assert.That((await shard.RunRoundAsync(default)).Calls, Is.EqualTo(2));
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

    /// <summary>Collects autostacks only.</summary>
    private CollectorShard NewShard(string region)
    {
        var ports = Server.Services.GetRequiredService<CollectorPorts>();
        return new(
            new("", region),
            ports with
            {
                Sources = ports.Sources.OfType<AutostackSource>(),
                CloudWatch = _cloudWatch,
                Time = new MachineTime(_time),
            }
        );
    }

    /// <summary>Collects all that there is.</summary>
    private CollectorShard NewCollector(CollectorOptions options) =>
        new(
            new("", Region),
            Server.Services.GetRequiredService<CollectorPorts>() with
            {
                CloudWatch = _cloudWatch,
                Time = new MachineTime(_time),
                Options = Options.Create(options),
            }
        );

    private async Task MonitorAloneAsync(string instance)
    {
        var spec = new CloudWatchMetricSpec
        {
            Region = Region,
            Namespace = "AWS/EC2",
            MetricName = "NetworkIn",
            Dimensions = { ["InstanceId"] = instance },
        };
        await Models.CreateModelAsync(new() { Spec = new() { Cloudwatch = spec } });
    }

    private Task<Model> MonitorAsync(string autostack, string metric, params string[] members)
    {
        AddMembers(members);
        return MonitorInAsync(Region, autostack, metric, members.Length == 0 && _ec2.Resources.Count == 0 ? "nothing" : "web*");
    }

    private void AddMembers(string[] members) => Array.ForEach(members, id => _ec2.Add(Region, id, ("Name", $"web-{id}")));

    private async Task<Model> MonitorInAsync(string region, string name, string metric, string pattern = "web*")
    {
        var known = (await _autostacks.ListAutostacksAsync(new())).Autostacks;
        var autostack =
            known.FirstOrDefault(one => one.Title == name && one.Region == region)
            ?? (
                await _autostacks.CreateAutostackAsync(
                    new()
                    {
                        Autostack = new()
                        {
                            Title = name,
                            Region = region,
                            Filters =
                            {
                                new ResourceFilter { Name = "tag:Name", Values = { name == "nobody" ? "nothing" : pattern } },
                            },
                        },
                    }
                )
            ).Autostack;
        var spec = autostack.Metric(metric == "InstanceCount" ? "Autostacks" : "AWS/EC2", metric);
        return (await Models.CreateModelAsync(new() { Spec = spec })).Model;
    }

    private async Task<Metric> StatusAsync(Model model) => (await Models.GetModelAsync(new() { Name = model.Name })).Model.Metric;

    private async Task<IReadOnlyList<(long Time, double Value)>> RowsAsync(Model model)
    {
        var page = await Data.ListMetricDataAsync(
            new()
            {
                Metric = model.Metric.Name,
                PageSize = 10_000,
                StartTime = new() { Seconds = Start - (20 * 86_400) },
                IncludeUnscored = true,
            }
        );
        return [.. page.MetricRows.AllRows().Select(row => (row.SampleTime.Seconds, row.Value)).OrderBy(row => row.Seconds)];
    }
}
