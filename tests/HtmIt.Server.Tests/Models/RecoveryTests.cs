using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Models;

/// <summary>Servers that end and begin again, and two on one database: RUN, CKPT, SWAP, META-013 and ANOM-010 in today's form.</summary>
public sealed class RecoveryTests
{
    private const string Name = "recovery";

    private static readonly Dictionary<string, string?> SmallSteps = new()
    {
        ["HtmIt:Models:RowsPerCheckpoint"] = "40",
        ["HtmIt:Models:RowsWorthSaving"] = "25",
        ["HtmIt:Models:BacklogSliceRows"] = "30",
    };

    [Test] // RUN-002, RUN-004, RUN-007, CKPT-002, LIK-012, SWAP-005
    public async Task Restart_AgainAndAgain_EqualsAnUninterruptedRun()
    {
        var database = await TestDatabases.CreateAsync();
        var values = Values.Wave(50, 500);
        var sent = 0;
        var lastSaved = 0L;
        var resolution = 0.0;
        foreach (var part in new[] { 10, 60, 1, 170, 59, 200 })
        {
            await using var server = await InProcessServer.StartAsync(database, SmallSteps);
            resolution = await MonitorAsync(server, 100);
            await new MetricDataService.MetricDataServiceClient(server.Channel).SendAsync(
                Ingest.Series(Name, values.Skip(sent).Take(part), Ingest.Start + (sent * 300L))
            );
            sent += part;
            await server.DisposeAsync();
            Assert.That(server.Errors, Is.Empty);
            var saved = (await Tables.CheckpointAsync(database, Name))?.RowId ?? 0;
            Assert.That(saved, Is.GreaterThanOrEqualTo(lastSaved).And.GreaterThan(sent - 25).And.LessThanOrEqualTo(sent).Or.LessThan(25));
            lastSaved = saved;
        }
        var rows = await Tables.RowsAsync(database, Name);
        Assert.That(rows.Select(row => row.Value), Is.EqualTo(values));
        LogChecks.AssertOneOrder(rows);
        LogChecks.AssertScores(rows, resolution);
    }

    [TestCase(
        "update model_checkpoint set state = set_byte(state, 200, get_byte(state, 200) # 1)",
        TestName = "Restart_CheckpointDamaged_ReplaysAll"
    )]
    [TestCase("update model_checkpoint set state = substr(state, 1, 100)", TestName = "Restart_CheckpointCutOff_ReplaysAll")]
    [TestCase("update model_checkpoint set state = ''", TestName = "Restart_CheckpointEmpty_ReplaysAll")]
    [TestCase("update model_checkpoint set generation = generation - 1", TestName = "Restart_CheckpointOfAnEndedModel_ReplaysAll")]
    [TestCase("delete from model_checkpoint", TestName = "Restart_CheckpointGone_ReplaysAll")]
    public async Task Restart_NoGoodCheckpoint_ReplaysAll(string spoil) // CKPT-002, RUN-004, RUN-006
    {
        var database = await TestDatabases.CreateAsync();
        var values = Values.Wave(51, 160);
        await using (var server = await InProcessServer.StartAsync(database, SmallSteps))
        {
            await MonitorAsync(server, 100);
            await SendAsync(server, values.Take(150), 0);
        }
        Assert.That(await Tables.CheckpointAsync(database, Name), Is.Not.Null);
        await Tables.ExecuteAsync(database, spoil);
        await using (var server = await InProcessServer.StartAsync(database, SmallSteps))
        {
            await SendAsync(server, values.Skip(150), 150);
            LogChecks.AssertScores(await Tables.RowsAsync(database, Name), await MonitorAsync(server, 100));
            Assert.That(server.Errors, Is.Empty);
        }
    }

    [Test] // RUN-003: one-row batches, a checkpoint every ten rows, all results
    public async Task Ingest_OneRowBatches_SavesEveryTenRows()
    {
        var database = await TestDatabases.CreateAsync();
        var settings = new Dictionary<string, string?> { ["HtmIt:Models:RowsPerCheckpoint"] = "10" };
        await using var server = await InProcessServer.StartAsync(database, settings);
        var resolution = await MonitorAsync(server, 100);
        for (var i = 0; i < 15; i++)
        {
            await SendAsync(server, [i], i);
        }
        await Until.HoldsAsync(() => Tables.CheckpointAsync(database, Name), saved => saved?.RowId >= 10, "the checkpoint of row 10");
        var rows = await Tables.RowsAsync(database, Name);
        Assert.That(rows, Has.Count.EqualTo(15));
        LogChecks.AssertScores(rows, resolution);
    }

    [Test] // SWAP-001, RUN-007: a backlog that a killed server left is finished without anybody asking
    public async Task Start_BacklogLeft_IsFinished()
    {
        var database = await TestDatabases.CreateAsync();
        await using (var server = await InProcessServer.StartAsync(database, SmallSteps))
        {
            await SendAsync(server, Values.Wave(52, 200), 0);
            await MonitorAsync(server, 100);
            await Until.HoldsAsync(() => StatusAsync(server), status => status == MetricStatus.Active, "active");
        }
        // As a kill in the middle leaves it: the first rows scored and saved, the others not.
        await Tables.ExecuteAsync(database, "update metric set status = 2");
        await Tables.ExecuteAsync(database, "update metric_head set status = 2");
        await Tables.ExecuteAsync(database, "delete from model_checkpoint");
        await Tables.ExecuteAsync(
            database,
            """
            update metric_data set raw_anomaly_score = null, anomaly_likelihood = null, display_value = null, surprise = null, severity = null where row_id > 90
            """
        );
        await using (var server = await InProcessServer.StartAsync(database, SmallSteps))
        {
            await Until.HoldsAsync(
                () => Tables.CountAsync(database, "select status::bigint from metric"),
                status => status == 1,
                "the backlog to be finished"
            );
            LogChecks.AssertScores(await Tables.RowsAsync(database, Name), await MonitorAsync(server, 100));
            Assert.That(server.Errors, Is.Empty);
        }
    }

    [Test] // SWAP-004, RUN-008: scores that a killed server had not yet taken away are taken away
    public async Task Start_ClearingLeft_IsFinished()
    {
        var database = await TestDatabases.CreateAsync();
        await using (var server = await InProcessServer.StartAsync(database, SmallSteps))
        {
            await MonitorAsync(server, 100);
            await SendAsync(server, Values.Wave(53, 100), 0);
        }
        await Tables.ExecuteAsync(
            database,
            "update metric set status = 0, parameters = null, model_params = null, clearing = true, generation = generation + 1"
        );
        await Tables.ExecuteAsync(database, "update metric_head set generation = generation + 1, status = 0");
        await using (await InProcessServer.StartAsync(database, SmallSteps))
        {
            await Until.HoldsAsync(
                () => Tables.CountAsync(database, "select count(*) from metric where clearing"),
                left => left == 0,
                "the clearing to be finished"
            );
            Assert.That((await Tables.RowsAsync(database, Name)).Select(row => row.Score), Is.All.Null.And.Exactly(100).Items);
        }
    }

    [Test] // META-013, META-007: two servers that know nothing of each other write in turns; the database refuses the one that is behind
    public async Task TwoServers_WritingInTurns_KeepOneOrder()
    {
        var database = await TestDatabases.CreateAsync();
        await using var one = await InProcessServer.StartAsync(database, SmallSteps);
        await using var other = await InProcessServer.StartAsync(database, SmallSteps);
        var resolution = await MonitorAsync(one, 100);
        var values = Values.Wave(54, 200);
        for (var i = 0; i < values.Length; i += 10)
        {
            await SendAsync(i / 10 % 3 == 1 ? other : one, values.Skip(i).Take(10), i);
        }
        var rows = await Tables.RowsAsync(database, Name);
        Assert.That(rows.Select(row => row.Value), Is.EqualTo(values));
        LogChecks.AssertOneOrder(rows);
        LogChecks.AssertScores(rows, resolution);
        Assert.That(one.Errors.Concat(other.Errors), Is.Empty);
    }

    [Test] // ANOM-007, ANOM-010, ANOM-001, STRM-005: the model ends between scoring and saving, so the scores of the old generation are refused
    public async Task TwoServers_ModelReplacedElsewhere_ScoresWithTheNewOne()
    {
        var database = await TestDatabases.CreateAsync();
        await using var one = await InProcessServer.StartAsync(database, SmallSteps);
        await using var other = await InProcessServer.StartAsync(database, SmallSteps);
        var values = Values.Wave(55, 120);
        var resolution = await MonitorAsync(one, 100);
        await SendAsync(one, values.Take(60), 0);

        var models = new ModelService.ModelServiceClient(other.Channel);
        var model = (await models.ListModelsAsync(new())).Models.Single();
        await models.DeleteModelAsync(new() { Name = model.Name });
        await SendAsync(one, values.Skip(60).Take(20), 60);
        Assert.That((await Tables.RowsAsync(database, Name)).Select(row => row.Score), Is.All.Null, "no score without a model");

        var renewed = await MonitorAsync(other, 900);
        Assert.That(renewed, Is.Not.EqualTo(resolution));
        await SendAsync(one, values.Skip(80), 80);
        await Until.HoldsAsync(() => StatusAsync(one), status => status == MetricStatus.Active, "active");
        LogChecks.AssertScores(await Tables.RowsAsync(database, Name), renewed);
        Assert.That(one.Errors.Concat(other.Errors), Is.Empty);
    }

    private static async Task SendAsync(InProcessServer server, IEnumerable<double> values, int first)
    {
        var data = new MetricDataService.MetricDataServiceClient(server.Channel);
        var outcome = (await data.SendAsync(Ingest.Series(Name, values, Ingest.Start + (first * 300L)))).Outcomes.Single();
        Assert.That((outcome.Refusals.Count, outcome.AlreadyStoredCount), Is.EqualTo((0, 0)));
        Assert.That(outcome.FirstRowId, Is.EqualTo(first + 1));
    }

    /// <summary>Monitors, where that is not so already, and returns the resolution.</summary>
    private static async Task<double> MonitorAsync(InProcessServer server, double max)
    {
        var spec = new ModelSpec
        {
            Custom = new() { Target = new() { Key = new() { MetricName = Name } } },
            ModelParams = new() { Min = 0, Max = max },
        };
        return (await new ModelService.ModelServiceClient(server.Channel).CreateModelAsync(new() { Spec = spec })).Model.EncoderResolution;
    }

    private static async Task<MetricStatus> StatusAsync(InProcessServer server) =>
        (await new MetricService.MetricServiceClient(server.Channel).GetMetricAsync(new() { Key = new() { MetricName = Name } }))
            .Metric
            .Status;
}
