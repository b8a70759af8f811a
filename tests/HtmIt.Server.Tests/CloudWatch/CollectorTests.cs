using HtmIt.Core.Actors;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Resources;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Aws;
using HtmIt.Testing.Postgres;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using NUnit.Framework;
using Model = HtmIt.V1.Model;

namespace HtmIt.Server.Tests.CloudWatch;

/// <summary>A shard on a fake clock and a fake CloudWatch, over the real store and the real actors.</summary>
[Parallelizable(ParallelScope.None)]
public sealed class CollectorTests : ServerFixture
{
    private const long Start = 1_699_999_800;
    private const int Period = 300;

    private readonly AwsScope _scope = new("", "eu-west-1");
    private FakeTimeProvider _time = null!;
    private FakeCloudWatch _cloudWatch = null!;
    private FakeInventory _inventory = null!;
    private CollectorShard _shard = null!;
    private CollectorOptions _options = null!;
    private int _instance;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["HtmIt:CloudWatch:Enabled"] = "false", ["HtmIt:Aws:EndpointUrl"] = "http://127.0.0.1:1" };

    [SetUp]
    public void MakeShard()
    {
        _time = new(DateTimeOffset.FromUnixTimeSeconds(Start));
        _cloudWatch = new();
        _inventory = new();
        _options = new();
        _shard = NewShard();
    }

    [TearDown]
    public async Task DeleteMetricsAsync()
    {
        foreach (var model in (await Models.ListModelsAsync(new())).Models)
        {
            await Models.DeleteModelAsync(new() { Name = model.Name });
        }
    }

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
        Assert.That(_cloudWatch.Calls, Has.Count.EqualTo(3), "windows of at most 1,440 periods");

        Fill(resource, Start, Start + Period);
        await AdvanceAsync(TimeSpan.FromMinutes(11));
        Assert.That(
            (await ReadAsync(model)).Rows.TakeLast(3).Select(row => row.Time),
            Is.EqualTo(new[] { Start - 600, Start - 300, Start })
        );
        Assert.That(_cloudWatch.Calls.Last().Start.ToUnixTimeSeconds(), Is.EqualTo(metric.NextCollectTime.Seconds), "never asked twice");
    }

    [Test] // COLL-003, CW-017
    public async Task Round_NoData_LeavesTheMetricAlone()
    {
        await MonitorAsync();
        await RunUntilIdleAsync();
        var calls = _cloudWatch.Calls.Count;
        _time.Advance(TimeSpan.FromSeconds(149));
        Assert.That(await _shard.RunRoundAsync(default), Is.EqualTo(new CollectionReport()));
        _time.Advance(TimeSpan.FromSeconds(1));
        var report = await _shard.RunRoundAsync(default);
        Assert.That((report.Empty, report.Errors), Is.EqualTo((1, 0)));
        Assert.That(_cloudWatch.Calls, Has.Count.EqualTo(calls + 1));
    }

    [Test] // COLL-004, COLL-006, COLL-007, META-020
    public async Task Round_ErrorsForThreeHours_FailTheMetricAndOneSuccessForgivesThem()
    {
        var (_, model) = await MonitorAsync();
        _cloudWatch.Fault = _ => new(AwsFault.Unavailable, "CloudWatch is on fire");
        var report = await _shard.RunRoundAsync(default);
        Assert.That((report.Empty, report.Errors), Is.EqualTo((0, 1)));
        Assert.That(await DeadlineAsync(model), Is.EqualTo(_time.GetUtcNow() + TimeSpan.FromHours(3)));
        Assert.That((await ReadAsync(model)).Metric.Status, Is.EqualTo(V1.MetricStatus.Active));

        _time.Advance(TimeSpan.FromMinutes(179));
        _cloudWatch.Fault = _ => null;
        await _shard.RunRoundAsync(default);
        Assert.That(await DeadlineAsync(model), Is.Null);

        _cloudWatch.Fault = _ => new(AwsFault.Unavailable, "on fire again");
        for (var minute = 0; minute <= 185; minute += 5)
        {
            _time.Advance(TimeSpan.FromMinutes(5));
            await _shard.RunRoundAsync(default);
        }
        var metric = (await ReadAsync(model)).Metric;
        Assert.That((metric.Status, metric.StatusMessage), Is.EqualTo((V1.MetricStatus.Error, "on fire again")));
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
        _cloudWatch.Fault = queries =>
            queries.Any(query => query.Dimensions.Values.Contains(bad)) ? new AwsException(AwsFault.Refused, "bad dimension") : null;
        await RunUntilIdleAsync();
        foreach (var model in good)
        {
            Assert.That((await ReadAsync(model)).Rows, Is.Not.Empty);
        }
        Assert.That(await DeadlineAsync(badModel), Is.Not.Null);

        _cloudWatch.Fault = _ => null;
        Fill(bad, Start - 3_600, Start);
        await AdvanceAsync(TimeSpan.FromSeconds(150));
        Assert.That((await ReadAsync(badModel)).Rows, Is.Not.Empty);
        Assert.That(await DeadlineAsync(badModel), Is.Null);
    }

    [Test] // COLL-005, COLL-009, META-015, CW-021
    public async Task Round_StatesOfResources_AreNotedWhenTheyChange()
    {
        var (id, model) = await MonitorAsync();
        var resource = model.Metric.Resource;
        Resource(id, "running");
        await _shard.RunRoundAsync(default);
        await _shard.RunRoundAsync(default);
        Assert.That(_inventory.Listings, Is.EqualTo(1), "once in 150 seconds");
        Assert.That(await StatesAsync(resource), Is.EqualTo(new[] { "running" }));

        await AdvanceAsync(TimeSpan.FromSeconds(151));
        Assert.That(await StatesAsync(resource), Is.EqualTo(new[] { "running" }));
        Resource(id, "stopped");
        await AdvanceAsync(TimeSpan.FromSeconds(151));
        Assert.That(await StatesAsync(resource), Is.EqualTo(new[] { "running", "stopped" }));

        _inventory.Fault = new(AwsFault.AccessDenied, "no");
        _time.Advance(TimeSpan.FromSeconds(151));
        var report = await _shard.RunRoundAsync(default);
        Assert.That((report.Empty, report.Errors), Is.EqualTo((1, 1)));
        Assert.That((await ReadAsync(model)).Metric.Status, Is.EqualTo(V1.MetricStatus.Active));
    }

    [Test]
    public async Task Round_Throttled_PausesTheRegionAndLosesNothing()
    {
        var (resource, model) = await MonitorAsync();
        Fill(resource, Start - 3_600, Start);
        _cloudWatch.Fault = _ => new(AwsFault.Throttled, "Rate exceeded");
        Assert.That((await _shard.RunRoundAsync(default)).Throttled, Is.EqualTo(1));
        Assert.That((await _shard.RunRoundAsync(default)).Calls, Is.Zero);
        _cloudWatch.Fault = _ => null;
        await AdvanceAsync(TimeSpan.FromSeconds(2));
        Assert.That((await ReadAsync(model)).Rows, Is.Not.Empty);
        Assert.That(await DeadlineAsync(model), Is.Null, "too many calls are not the metric's fault");
    }

    [Test]
    public async Task Round_GapThatIsFilledInTime_IsTakenInOrder()
    {
        var (resource, model) = await MonitorAsync();
        Fill(resource, Start - 7_200, Start - 900);
        await RunUntilIdleAsync();
        var before = (await ReadAsync(model)).Rows.Count;

        _cloudWatch.Put(resource, Start - 600, 7);
        await AdvanceAsync(TimeSpan.FromSeconds(150));
        Assert.That((await ReadAsync(model)).Rows, Has.Count.EqualTo(before), "the period before may still get its datapoint");
        _cloudWatch.Put(resource, Start - 900, 5);
        await AdvanceAsync(TimeSpan.FromSeconds(150));
        var rows = (await ReadAsync(model)).Rows;
        Assert.That(rows.TakeLast(2).Select(row => row.Time), Is.EqualTo(new[] { Start - 900, Start - 600 }));
        Assert.That(rows, Has.Count.EqualTo(before + 2));
    }

    [Test]
    public async Task Round_SampleAfterItsPeriodWasGivenUp_IsCountedAndNotTaken()
    {
        _options.OpenMinutes = 0;
        var (resource, model) = await MonitorAsync();
        Fill(resource, Start - 7_200, Start - 900);
        await RunUntilIdleAsync();
        _cloudWatch.Put(resource, Start - 600, 7);
        await AdvanceAsync(TimeSpan.FromSeconds(150));
        Assert.That((await ReadAsync(model)).Rows[^1].Time, Is.EqualTo(Start - 600), "not waited for");

        _cloudWatch.Put(resource, Start - 900, 5);
        Fill(resource, Start - 300, Start + 7_200);
        for (var minutes = 0; minutes < 90; minutes += 5)
        {
            await AdvanceAsync(TimeSpan.FromMinutes(5));
        }
        Assert.That(_shard.Total.LateSamples, Is.EqualTo(1));
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
        await _shard.RunRoundAsync(default);
        Assert.That(_cloudWatch.Calls.Select(call => call.Queries), Is.EqualTo(new[] { 20 }));
    }

    [Test] // what an answer that was lost, or another server, has stored before
    public async Task Round_WindowThatIsStoredAlready_StoresNothingTwiceAndCountsNothing()
    {
        _options.RetrySeconds = 1;
        var (resource, model) = await MonitorAsync();
        Fill(resource, Start - 3_600, Start);
        var other = NewShard();
        _cloudWatch.Fault = _ => new(AwsFault.Unavailable, "for one of them");
        await other.RunRoundAsync(default);
        _cloudWatch.Fault = _ => null;
        await RunUntilIdleAsync();
        var before = (await ReadAsync(model)).Rows;

        _time.Advance(TimeSpan.FromSeconds(1));
        while ((await other.RunRoundAsync(default)).Calls > 0) { }
        Assert.That((await ReadAsync(model)).Rows, Is.EqualTo(before));
        Assert.That((other.Total.SamplesStored, other.Total.LateSamples), Is.EqualTo((0, 0)));
        Assert.That(_shard.Total.SamplesStored, Is.EqualTo(before.Count));
    }

    [Test] // a metric that has failed takes no samples; they are asked for again when it is restarted
    public async Task Round_MetricFailsBeforeItsSamplesAreStored_LosesNone()
    {
        _options.RetrySeconds = 1;
        var (resource, model) = await MonitorAsync();
        Fill(resource, Start - 3_600, Start - 900);
        await RunUntilIdleAsync();
        var id = new MetricId(new Guid(model.Name["models/".Length..]));
        await Server.Services.GetRequiredService<IModelRuntime>().FailAsync(id, "broken", default);
        _cloudWatch.Put(resource, Start - 900, 7);
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
        _cloudWatch.Fault = _ => new(AwsFault.Unavailable, "on fire");
        await _shard.RunRoundAsync(default);
        await AdvanceAsync(TimeSpan.FromMinutes(181));
        Assert.That((await ReadAsync(model)).Metric.Status, Is.EqualTo(V1.MetricStatus.Error));

        await Models.RestartModelAsync(new() { Name = model.Name });
        await ActiveAsync(model);
        await AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.That((await ReadAsync(model)).Metric.Status, Is.EqualTo(V1.MetricStatus.Active));
        Assert.That(await DeadlineAsync(model), Is.EqualTo(_time.GetUtcNow() + TimeSpan.FromHours(3)));
    }

    [Test] // a metric that is added while the others are being read is not forgotten
    public async Task Wake_DuringARefresh_IsHeeded()
    {
        await MonitorAsync();
        await RunUntilIdleAsync();
        Assert.That(_shard.UntilNextRound(), Is.GreaterThan(TimeSpan.FromSeconds(1)));
        _shard.Wake();
        Assert.That(_shard.UntilNextRound(), Is.LessThan(TimeSpan.FromSeconds(1)));
        var round = _shard.RunRoundAsync(default);
        _shard.Wake();
        await round;
        Assert.That(_shard.UntilNextRound(), Is.LessThan(TimeSpan.FromSeconds(1)));
    }

    private Task<V1.Model> ActiveAsync(Model model) =>
        Until.HoldsAsync(
            async () => (await Models.GetModelAsync(new() { Name = model.Name })).Model,
            one => one.Metric.Status == V1.MetricStatus.Active,
            "the model to be active"
        );

    private CollectorShard NewShard()
    {
        var services = Server.Services;
        var options = Options.Create(_options);
        var status = new ResourceStatusCollector(
            _inventory,
            services.GetRequiredService<IProviderStateStore>(),
            options,
            _time,
            NullLogger<ResourceStatusCollector>.Instance
        );
        var source = new CloudWatchSource(
            services.GetRequiredService<IMetricStore>(),
            services.GetRequiredService<ICollectedMetrics>(),
            status,
            NullLogger<CloudWatchSource>.Instance
        );
        return new(
            _scope,
            services.GetRequiredService<CollectorPorts>() with
            {
                Sources = [source],
                CloudWatch = _cloudWatch,
                Options = options,
                Time = _time,
            }
        );
    }

    private async Task<(string Resource, Model Model)> MonitorAsync(
        string ns = "AWS/RDS",
        string metric = "CPUUtilization",
        string dimension = "DBInstanceIdentifier"
    )
    {
        var resource = $"r-{Interlocked.Increment(ref _instance)}";
        var spec = new V1.CloudWatchMetricSpec
        {
            Region = _scope.Region,
            Namespace = ns,
            MetricName = metric,
            Dimensions = { [dimension] = resource },
        };
        var reply = await Models.CreateModelAsync(new() { Spec = new() { Cloudwatch = spec } });
        Assert.That(reply.Created, Is.True);
        _shard.Wake();
        return (resource, reply.Model);
    }

    private void Fill(string resource, long from, long to, Func<long, double>? value = null)
    {
        for (var time = (from + Period - 1) / Period * Period; time < to; time += Period)
        {
            _cloudWatch.Put(resource, time, value?.Invoke(time) ?? 50 + (40 * Math.Sin(time / 5_000.0)));
        }
    }

    private void Resource(string id, string status)
    {
        _inventory.Resources.Clear();
        _inventory.Resources.Add(new(AwsResourceType.RdsInstance, _scope.Region, id) { ProviderState = status });
    }

    private async Task RunUntilIdleAsync()
    {
        while ((await _shard.RunRoundAsync(default)).Calls > 0) { }
    }

    private async Task AdvanceAsync(TimeSpan time)
    {
        _time.Advance(time);
        await RunUntilIdleAsync();
    }

    private async Task<(V1.Metric Metric, IReadOnlyList<StoredRow> Rows)> ReadAsync(Model model)
    {
        var found = (await Models.GetModelAsync(new() { Name = model.Name })).Model.Metric;
        return (found, await Tables.RowsAsync(Server.ConnectionString, Guid.Parse(found.Name["metrics/".Length..])));
    }

    private async Task<DateTimeOffset?> DeadlineAsync(Model model)
    {
        var id = new MetricId(new Guid(model.Name["models/".Length..]));
        return (await Server.Services.GetRequiredService<IMetricStore>().FindAsync(id, default))!.CollectorError?.Deadline;
    }

    private async Task<IReadOnlyList<string>> StatesAsync(string resource)
    {
        await using var database = NpgsqlDataSource.Create(Server.ConnectionString);
        await using var command = database.CreateCommand(
            "select provider_state from provider_state_history where resource = $1 order by change_time"
        );
        command.Parameters.Add(new() { Value = resource });
        await using var reader = await command.ExecuteReaderAsync();
        var states = new List<string>();
        while (await reader.ReadAsync())
        {
            states.Add(reader.GetString(0));
        }
        return states;
    }
}
