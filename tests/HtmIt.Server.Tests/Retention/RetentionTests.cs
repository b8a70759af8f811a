using HtmIt.Core.Retention;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Retention;

/// <summary>Old months go, and nothing else: GC-001 to GC-004 with months in place of batches of rows.</summary>
public sealed class RetentionTests
{
    private const int Day = 86_400;

    /// <summary>2026-02-01.</summary>
    private const long February = Ingest.Start + (31 * Day);

    private string _database = "";
    private ManualTime _time = null!;
    private InProcessServer _server = null!;

    private MetricDataService.MetricDataServiceClient Data => new(_server.Channel);

    private ModelService.ModelServiceClient Models => new(_server.Channel);

    private MetricService.MetricServiceClient Metrics => new(_server.Channel);

    [SetUp]
    public async Task StartAsync()
    {
        _database = await TestDatabases.CreateAsync();
        _time = new(DateTimeOffset.FromUnixTimeSeconds(Ingest.Start + (59 * Day)));
        _server = await StartServerAsync();
    }

    [TearDown]
    public async Task StopAsync()
    {
        await _server.DisposeAsync();
        Assert.That(_server.Errors, Is.Empty, "the server logged errors");
    }

    [Test] // GC-001
    public async Task Run_NothingOldEnough_RemovesNothing()
    {
        await Data.SendAsync(Ingest.Series("keep", Values.Wave(1, 50)));
        var before = await Tables.DumpAsync(_database);
        // The threshold lies on the last second of January.
        _time.Skip(TimeSpan.FromSeconds((32 * Day) - 1));

        Assert.That(await RunAsync(), Is.True);

        Assert.That(await Tables.DumpAsync(_database), Is.EqualTo(before));
        Assert.That((await Data.ListMetricDataAsync(new() { Metric = "metrics/-" })).KeptSince, Is.Null);
        _time.Skip(TimeSpan.FromHours(2));
        Assert.That(await RunAsync(), Is.True);
        Assert.That(await Tables.RowsAsync(_database, "keep"), Is.Empty);
    }

    [Test] // GC-002, GC-003: what is strictly older goes, by whole months; row ids, status and model stay
    public async Task Run_MonthIsOld_RemovesExactlyThatMonth()
    {
        await MonitorAsync("slow");
        await Data.SendAsync(Ingest.Series("slow", Values.Wave(2, 50), Ingest.Start, Day));
        var before = await Tables.RowsAsync(_database, "slow");
        _time.Skip(TimeSpan.FromDays(40));

        Assert.That(await RunAsync(), Is.True);

        var after = await Tables.RowsAsync(_database, "slow");
        Assert.That(after, Is.EqualTo(before.Where(row => row.Time >= February)));
        var metric = (await Metrics.GetMetricAsync(new() { Key = new() { MetricName = "slow" } })).Metric;
        Assert.That((metric.LastRowId, metric.Status), Is.EqualTo((50, MetricStatus.Active)));
        Assert.That(await Tables.CountAsync(_database, "select count(*) from pg_class where relname = 'metric_data_2026_01'"), Is.Zero);
        var list = await Data.ListMetricDataAsync(
            new()
            {
                Metric = metric.Name,
                StartTime = new() { Seconds = Ingest.Start },
            }
        );
        Assert.That(list.MetricRows.AllRows().Select(row => row.RowId), Is.EqualTo(Enumerable.Range(32, 19)));
        Assert.That(list.KeptSince.Seconds, Is.EqualTo(February));
        var buckets = await Data.ListMetricDataBucketsAsync(
            new()
            {
                Metric = metric.Name,
                StartTime = new() { Seconds = Ingest.Start },
                EndTime = new() { Seconds = Ingest.Start + (60 * Day) },
                BucketWidth = new() { Seconds = Day },
            }
        );
        Assert.That(buckets.Buckets.Select(bucket => bucket.FirstValue), Is.EqualTo(after.Select(row => row.Value)));
        Assert.That(buckets.Buckets.Select(bucket => bucket.Gap), Is.All.False, "a row whose neighbour is gone has no distance");
        Assert.That(buckets.KeptSince.Seconds, Is.EqualTo(February));

        var answer = await Data.SendAsync(Ingest.Series("slow", [7], Ingest.Start + (60 * Day)));
        Assert.That(answer.Outcomes.Single().FirstRowId, Is.EqualTo(51));
    }

    [TestCase(0)] // GC-004
    [TestCase(-1)]
    public async Task Start_ThresholdNotPositive_IsRefused(int days)
    {
        var settings = new Dictionary<string, string?> { ["HtmIt:Retention:ThresholdDays"] = $"{days}" };
        var database = await TestDatabases.CreateAsync();
        Assert.That(async () => await InProcessServer.StartAsync(database, settings), Throws.TypeOf<OptionsValidationException>());
    }

    [Test] // each turn is one server's alone
    public async Task Run_TwoServers_OneTakesTheTurn()
    {
        await using var other = await StartServerAsync();
        for (var turn = 0; turn < 5; turn++)
        {
            _time.Skip(TimeSpan.FromHours(1));
            var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => RunAsync(i % 2 == 0 ? _server : other)));
            Assert.That(taken.Count(one => one), Is.EqualTo(1));
        }
    }

    [Test] // the model saw the rows that went: it must not forget them with them
    public async Task Run_ModelNotSavedYet_GoesOnWithTheSameScores()
    {
        await MonitorAsync("slow");
        var values = Values.Wave(3, 60);
        await Data.SendAsync(Ingest.Series("slow", values[..20], Ingest.Start, Day));
        await Actors.DeactivateAllAsync(_server);
        Assert.That(await Tables.CheckpointAsync(_database, "slow"), Is.Null);
        _time.Skip(TimeSpan.FromDays(40));

        Assert.That(await RunAsync(), Is.True);
        await RestartServerAsync();
        await Data.SendAsync(Ingest.Series("slow", values[20..], February, Day));

        var all = values.Select(
            (value, i) => new StoredRow(i + 1, i < 20 ? Ingest.Start + (i * Day) : February + ((i - 20) * Day), value, null, 0)
        );
        var rows = await Tables.RowsAsync(_database, "slow");
        Assert.That(rows.Select(row => row.RowId), Is.EqualTo(Enumerable.Range(21, 40)));
        Assert.That(rows.Select(row => row.Score), Is.EqualTo(LogChecks.Scores(all, Resolution).Skip(20)));
    }

    [Test] // a model begun afresh learns from what is there
    public async Task RestartModel_AfterRemoval_ScoresTheSurvivingRows()
    {
        await MonitorAsync("slow");
        await Data.SendAsync(Ingest.Series("slow", Values.Wave(4, 55), Ingest.Start, Day));
        _time.Skip(TimeSpan.FromDays(40));
        await RunAsync();
        var metric = (await Metrics.GetMetricAsync(new() { Key = new() { MetricName = "slow" } })).Metric;

        await Models.RestartModelAsync(new() { Name = metric.Model });
        await ActiveAsync(metric);

        var rows = await Tables.RowsAsync(_database, "slow");
        Assert.That(rows, Has.Exactly(24).Items);
        LogChecks.AssertScores(rows, Resolution);
    }

    [Test] // a backlog of which nothing is left is a finished one
    public async Task RestartModel_AllRowsRemoved_IsActive()
    {
        await MonitorAsync("gone");
        await Data.SendAsync(Ingest.Series("gone", Values.Wave(5, 20), Ingest.Start, Day));
        _time.Skip(TimeSpan.FromDays(40));
        await RunAsync();
        var metric = (await Metrics.GetMetricAsync(new() { Key = new() { MetricName = "gone" } })).Metric;

        await Models.RestartModelAsync(new() { Name = metric.Model });
        await ActiveAsync(metric);

        Assert.That((await Metrics.GetMetricAsync(new() { Key = new() { MetricName = "gone" } })).Metric.LastRowId, Is.EqualTo(20));
    }

    [Test] // a resumed watch learns that it missed rows, and from where on there are some
    public async Task Watch_PositionOlderThanRemoved_SaysSo()
    {
        string early;
        using (var watch = new Watcher(Data, new()))
        {
            await watch.ReadUntilCaughtUpAsync();
            early = watch.Position;
        }
        await Data.SendAsync(Ingest.Series("rows", Values.Wave(6, 31), Ingest.Start, Day));
        await Data.SendAsync(Ingest.Series("rows", Values.Wave(6, 5), February, Day));
        _time.Skip(TimeSpan.FromDays(40));
        await RunAsync();

        using var late = new Watcher(Data, new() { AfterPosition = early });
        var refusal = await Refusal.OfAsync(late.NextAsync);
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((Grpc.Core.StatusCode.OutOfRange, "POSITION_EXPIRED")));
        using var rest = new Watcher(Data, new() { AfterPosition = refusal.Metadata["oldest_position"] });
        await rest.ReadUntilCaughtUpAsync();
        Assert.That(rest.Rows.Select(row => row.RowId), Is.EqualTo(Enumerable.Range(32, 5)));
        using var whole = new Watcher(Data, new() { StartTime = new() { Seconds = Ingest.Start } });
        await whole.ReadUntilCaughtUpAsync();
        Assert.That(whole.Steps[^1].CaughtUp.KeptSince.Seconds, Is.EqualTo(February));
        Assert.That(whole.Rows.Select(row => row.RowId), Is.EqualTo(Enumerable.Range(32, 5)));
    }

    [Test] // a walk through stored rows that lost some of them meanwhile says so, and goes on with those that are kept
    public async Task Watch_WalkResumedAfterRemoval_SaysSo()
    {
        await Data.SendAsync(Ingest.Series("walk.a", Values.Wave(9, 6_000)));
        await Data.SendAsync(Ingest.Series("walk.b", Values.Wave(9, 31), Ingest.Start, Day));
        await Data.SendAsync(Ingest.Series("walk.b", Values.Wave(9, 5), February, Day));
        string within;
        using (var watch = new Watcher(Data, new() { StartTime = new() { Seconds = Ingest.Start } }))
        {
            var start = (await watch.NextAsync()).Position;
            await watch.ReadUntilAsync(step => step.Position != start);
            within = watch.Position;
        }
        _time.Skip(TimeSpan.FromDays(40));
        await RunAsync();

        using var late = new Watcher(Data, new() { AfterPosition = within });
        var refusal = await Refusal.OfAsync(late.NextAsync);
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((Grpc.Core.StatusCode.OutOfRange, "POSITION_EXPIRED")));
        using var rest = new Watcher(Data, new() { AfterPosition = refusal.Metadata["oldest_position"] });
        await rest.ReadUntilCaughtUpAsync();
        Assert.That(rest.Steps[^1].CaughtUp.KeptSince.Seconds, Is.EqualTo(February));
        Assert.That(rest.Rows.Select(row => row.RowId), Is.EqualTo(Enumerable.Range(32, 5)));
    }

    [Test] // a backfill into a removed month is refused, not lost
    public async Task IngestMetricData_OlderThanTheThreshold_IsRefused()
    {
        _time.Skip(TimeSpan.FromDays(40));
        var answer = await Data.SendAsync(Ingest.Series("old", [1, 2, 3], February - 600));

        var refusal = answer.Outcomes.Single().Refusals.Single();
        Assert.That((refusal.FirstIndex, refusal.LastIndex, refusal.Reason), Is.EqualTo((0, 1, ErrorReason.SampleTimeOutOfRange)));
        Assert.That(refusal.Message, Does.Contain("2026-02-01"));
    }

    [Test] // a reader that takes its time holds the removal up, and nobody else
    public async Task Run_SomebodyIsReading_DoesNotHoldIngestUp()
    {
        await Data.SendAsync(Ingest.Series("rows", Values.Wave(7, 31), Ingest.Start, Day));
        await using var connection = new NpgsqlConnection(_database);
        await connection.OpenAsync();
        await using var reading = await connection.BeginTransactionAsync();
        await using (var command = new NpgsqlCommand("select count(*) from metric_data", connection, reading))
        {
            await command.ExecuteScalarAsync();
        }
        _time.Skip(TimeSpan.FromDays(40));

        var running = RunAsync();
        await Until.HoldsAsync(
            () => Tables.CountAsync(_database, "select count(*) from pg_inherits where inhdetachpending"),
            count => count == 1,
            "the detaching to begin"
        );
        // A month without partition, too: it must be made meanwhile.
        await Data.SendAsync(Ingest.Series("rows", [1], February), Ingest.Series("other", [2], Ingest.Start + (95 * Day)));
        Assert.That(running.IsCompleted, Is.False);
        await reading.RollbackAsync();

        Assert.That(await running, Is.True);
        Assert.That((await Tables.RowsAsync(_database, "rows")).Select(row => row.RowId), Is.EqualTo(new[] { 32 }));
    }

    [Test] // what a killed server left half done is finished
    public async Task Run_RemovalLeftHalfDone_IsFinished()
    {
        await Data.SendAsync(Ingest.Series("rows", Values.Wave(8, 31), Ingest.Start, Day));
        await Tables.ExecuteAsync(_database, "alter table metric_data detach partition metric_data_2026_01");
        _time.Skip(TimeSpan.FromDays(40));

        Assert.That(await RunAsync(), Is.True);

        Assert.That(await Tables.CountAsync(_database, "select count(*) from pg_class where relname = 'metric_data_2026_01'"), Is.Zero);
    }

    private static double Resolution { get; } = 100 / 114.0;

    private Task<bool> RunAsync(InProcessServer? server = null) =>
        (server ?? _server).Services.GetRequiredService<ExpireData>().RunIfDueAsync(CancellationToken.None);

    private async Task<InProcessServer> StartServerAsync()
    {
        var settings = new Dictionary<string, string?> { ["HtmIt:Retention:ThresholdDays"] = "60" };
        var server = await InProcessServer.StartAsync(_database, settings, _time);
        // The server's own first turn.
        await Until.HoldsAsync(
            () => Tables.CountAsync(_database, "select count(*) from job where name = 'retention'"),
            count => count == 1,
            "the first run"
        );
        return server;
    }

    private async Task RestartServerAsync()
    {
        await _server.DisposeAsync();
        _server = await StartServerAsync();
    }

    private async Task MonitorAsync(string name) =>
        await Models.CreateModelAsync(
            new()
            {
                Spec = new()
                {
                    Custom = new() { Target = new() { Key = new() { MetricName = name } } },
                    ModelParams = new() { Min = 0, Max = 100 },
                },
            }
        );

    private Task<Model> ActiveAsync(Metric metric) =>
        Until.HoldsAsync(
            async () => (await Models.GetModelAsync(new() { Name = metric.Model })).Model,
            model => model.Metric.Status == MetricStatus.Active,
            $"{metric.MetricName} to be active"
        );
}
