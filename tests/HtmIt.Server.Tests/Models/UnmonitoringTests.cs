using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Models;

/// <summary>The end of models of custom metrics: CUST-025 to CUST-027, META-003, META-004.</summary>
public sealed class UnmonitoringTests : ServerFixture
{
    [Test] // CUST-025
    public async Task DeleteModel_PendingData_KeepsTheData()
    {
        await Data.SendAsync(Ingest.Series("mon.unpend", [1, 2, 3]));
        var model = await MonitorAsync("mon.unpend", withRange: false);

        await Models.DeleteModelAsync(new() { Name = model.Name });

        var after = await ModelAsync("mon.unpend");
        Assert.That((after.Metric.Status, after.Spec), Is.EqualTo((MetricStatus.Unmonitored, (ModelSpec?)null)));
        Assert.That((await RowsAsync("mon.unpend")).Select(row => row.Value), Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test] // CUST-026, META-003, LIK-012, SWAP-004, API-M-012, API-M-015
    public async Task DeleteModel_Active_TakesScoresAndCheckpointAway()
    {
        await Data.SendAsync(Ingest.Series("mon.unmonitor", Values.Wave(3, 150)));
        await MonitorAsync("mon.unmonitor");
        var model = await ActiveAsync("mon.unmonitor");
        Assert.That(await Tables.CheckpointAsync(Server.ConnectionString, "mon.unmonitor"), Is.Not.Null);

        await Models.DeleteModelAsync(new() { Name = model.Name });

        var after = await ModelAsync("mon.unmonitor");
        var rows = await RowsAsync("mon.unmonitor");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(after.Metric.Status, Is.EqualTo(MetricStatus.Unmonitored));
            Assert.That(after.Metric.StatusMessage, Is.Empty);
            Assert.That(after.Spec, Is.Null);
            Assert.That(after.HasEncoderResolution, Is.False);
            Assert.That(rows.Select(row => row.Value), Is.EqualTo(Values.Wave(3, 150)));
            Assert.That(rows.Select(row => row.Score), Is.All.Null);
            Assert.That(await Tables.CheckpointAsync(Server.ConnectionString, "mon.unmonitor"), Is.Null);
        }
        await Models.DeleteModelAsync(new() { Name = model.Name });
    }

    [Test] // CUST-027, RUN-008, SWAP-004: at once again, nothing of the old model is left
    public async Task CreateModel_RightAfterDelete_ScoresAllRowsAfresh()
    {
        await Data.SendAsync(Ingest.Series("mon.again", Values.Wave(4, 400)));
        await MonitorAsync("mon.again");
        var first = await ActiveAsync("mon.again");
        await Models.DeleteModelAsync(new() { Name = first.Name });
        var spec = new ModelSpec
        {
            Custom = new() { Target = new() { Key = new() { MetricName = "mon.again" } } },
            ModelParams = new() { Min = 0, Max = 500 },
        };
        await Models.CreateModelAsync(new() { Spec = spec });

        var second = await ActiveAsync("mon.again");
        var rows = await RowsAsync("mon.again");
        Assert.That(second.Generation, Is.GreaterThan(first.Generation));
        Assert.That(rows, Has.Count.EqualTo(400));
        LogChecks.AssertScores(rows, second.EncoderResolution);
    }

    [Test] // API-M-013: today's part, before autostacks can be made
    public async Task DeleteModel_OfAnAutostack_IsRefused()
    {
        var id = await Tables.AddCollectedMetricAsync(Server.ConnectionString, "Autostacks/InstanceCount", datasource: 3);
        var refusal = await Refusal.OfAsync(Models.DeleteModelAsync(new() { Name = $"models/{id:N}" }));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.FailedPrecondition, "MODEL_OF_AUTOSTACK")));
    }

    [Test] // META-004, API-M-014
    public async Task DeleteModel_Unknown_IsNotFound()
    {
        var refusal = await Refusal.OfAsync(Models.DeleteModelAsync(new() { Name = $"models/{new string('a', 32)}" }));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.NotFound, "MODEL_NOT_FOUND")));
        Assert.That(refusal.Metadata["model"], Is.EqualTo($"models/{new string('a', 32)}"));
    }
}
