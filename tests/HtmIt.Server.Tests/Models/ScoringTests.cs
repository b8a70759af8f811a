using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Models;

/// <summary>How samples get their rows and scores: LIK-010, LIK-013, STRM, ANOM-002, ANOM-006 to ANOM-009 in today's form.</summary>
public sealed class ScoringTests : ServerFixture
{
    [Test] // LIK-010, QUAL-002: the same rows give the same bits, however they are cut
    public async Task IngestMetricData_OtherBatchSizes_GivesTheSameScores()
    {
        var values = Values.Wave(40, 450);
        var resolution = 0.0;
        foreach (var size in new[] { 1, 7, 450 })
        {
            var name = $"score.batch{size}";
            resolution = (await MonitorAsync(name)).EncoderResolution;
            using var call = Data.IngestMetricData();
            for (var i = 0; i < values.Length; i += size)
            {
                var series = Ingest.Series(name, values.Skip(i).Take(size), Ingest.Start + (i * 300L));
                await call.RequestStream.WriteAsync(new() { Series = { series } });
            }
            await call.RequestStream.CompleteAsync();
            while (await call.ResponseStream.MoveNext(CancellationToken.None))
            {
                // Until all is durable.
            }
        }
        var rows = await RowsAsync("score.batch1");
        LogChecks.AssertScores(rows, resolution);
        foreach (var size in new[] { 7, 450 })
        {
            var others = await RowsAsync($"score.batch{size}");
            Assert.That(others.Select(row => row with { Commit = 0 }), Is.EqualTo(rows.Select(row => row with { Commit = 0 })));
        }
    }

    [Test] // LIK-010: backlog first and then live is the same as live all the time
    public async Task CreateModel_AfterTheRows_GivesTheSameScores()
    {
        var values = Values.Wave(41, 300);
        await Data.SendAsync(Ingest.Series("score.backlog", values.Take(200)));
        await MonitorAsync("score.backlog");
        await Data.SendAsync(Ingest.Series("score.backlog", values.Skip(200), Ingest.Start + (200 * 300)));
        var model = await ActiveAsync("score.backlog");
        LogChecks.AssertScores(await RowsAsync("score.backlog"), model.EncoderResolution);
    }

    [Test] // LIK-013, RUN-005, META-009: what is sent again changes nothing
    public async Task IngestMetricData_SentAgain_ChangesNothing()
    {
        await MonitorAsync("score.again");
        var series = Ingest.Series("score.again", Values.Wave(42, 200));
        await Data.SendAsync(series);
        var before = await RowsAsync("score.again");

        var outcome = (await Data.SendAsync(series)).Outcomes.Single();

        Assert.That((outcome.AlreadyStoredCount, outcome.StoredCount, outcome.Refusals.Count), Is.EqualTo((200, 0, 0)));
        Assert.That(await RowsAsync("score.again"), Is.EqualTo(before));
    }

    [Test] // STRM-001: what is older than the last is refused by its index, the rest keeps its order
    public async Task IngestMetricData_TimesOutOfOrder_StoresTheRisingOnes()
    {
        long[] times = [100, 200, 200, 150, 300, 300, 50, 400];
        var series = new SampleSeries { Target = new() { Key = new() { MetricName = "score.order" } } };
        series.Samples.AddRange(
            times.Select(
                (time, i) =>
                    new Sample
                    {
                        SampleTime = new() { Seconds = Ingest.Start + time },
                        Value = i,
                    }
            )
        );
        var outcome = (await Data.SendAsync(series)).Outcomes.Single();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((outcome.FirstRowId, outcome.LastRowId), Is.EqualTo((1, 4)));
            Assert.That(
                outcome.Refusals.Select(one => (one.FirstIndex, one.LastIndex, one.Reason)),
                Is.EqualTo(
                    new[]
                    {
                        (2, 2, ErrorReason.SampleTimeResolution),
                        (3, 3, ErrorReason.SampleTimeNotIncreasing),
                        (5, 5, ErrorReason.SampleTimeResolution),
                        (6, 6, ErrorReason.SampleTimeNotIncreasing),
                    }
                )
            );
            Assert.That(outcome.Refusals[1].Message, Does.EndWith("(row 4)"), "the row that is in the way");
            Assert.That(outcome.Refusals[0].Message, Does.Contain("row 2, which has the value 1"));
            Assert.That((await RowsAsync("score.order")).Select(row => row.Value), Is.EqualTo(new[] { 0, 1, 4, 7 }));
        }
    }

    [Test] // META-009, STO-005: many metrics and bad samples in one batch, each with its own outcome
    public async Task IngestMetricData_PartlyBadBatch_SaysExactlyWhich()
    {
        var bad = Ingest.Series("score.partly.bad", [1, double.NaN, 2]);
        var answer = await Data.SendAsync(
            Ingest.Series("score.partly.good", [1, 2]),
            bad,
            Ingest.Series("no good name", [1]),
            Ingest.Series("score.partly.good", [3], Ingest.Start + 900),
            Ingest.Series("score.partly.empty", [])
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                answer.Outcomes.Select(one => (one.FirstRowId, one.LastRowId)),
                Is.EqualTo(new[] { (1, 2), (1, 2), (0, 0), (3, 3), (0L, 0L) })
            );
            Assert.That(answer.Outcomes[1].Refusals.Select(one => (one.FirstIndex, one.LastIndex)), Is.EqualTo(new[] { (1, 1) }));
            Assert.That(answer.Outcomes[2].Refusals.Single().Reason, Is.EqualTo(ErrorReason.InvalidField));
            Assert.That(answer.Outcomes[2].Metric, Is.Empty);
            Assert.That(answer.Outcomes[4].Metric, Is.Empty, "no sample, no metric");
        }
    }

    [Test] // a range that overflows still starts a model
    public async Task IngestMetricData_HugeValuesWithoutRange_StillStartsTheModel()
    {
        await MonitorAsync("score.huge", withRange: false);
        await Data.SendAsync(Ingest.Series("score.huge", Enumerable.Range(0, 300).Select(i => i % 2 == 0 ? -1.7e308 : 1.7e308)));
        var model = await ActiveAsync("score.huge");
        LogChecks.AssertScores(await RowsAsync("score.huge"), model.EncoderResolution);
    }

    [Test] // STRM-002, ANOM-002, ANOM-003, ANOM-009: in ERROR nothing is stored; deleting or restarting the model leaves that state
    public async Task IngestMetricData_MetricInError_IsRefusedUntilRestart()
    {
        await Data.SendAsync(Ingest.Series("score.error", Values.Wave(43, 20)));
        await Tables.ExecuteAsync(
            Server.ConnectionString,
            """
            update metric set status = 4, status_message = 'the model broke', parameters = '{"datasource":"custom","metricSpec":{"metric":"score.error"},
            "modelParams":{"min":0,"max":100}}', model_params = '{"Min":0,"Max":100,"Resolution":0.8771929824561403}' where name = 'score.error'
            """
        );
        await Tables.ExecuteAsync(
            Server.ConnectionString,
            "update metric_head set status = 4 where metric_number = (select number from metric where name = 'score.error')"
        );
        await Actors.DeactivateAllAsync(Server);
        var model = await ModelAsync("score.error");
        Assert.That((model.Metric.Status, model.Metric.StatusMessage), Is.EqualTo((MetricStatus.Error, "the model broke")));

        var outcome = (await Data.SendAsync(Ingest.Series("score.error", [1, 2], Ingest.Start + 100_000))).Outcomes.Single();
        Assert.That(
            outcome.Refusals.Select(one => (one.FirstIndex, one.LastIndex, one.Reason)),
            Is.EqualTo(new[] { (0, 1, ErrorReason.MetricInError) })
        );
        Assert.That(outcome.Refusals[0].Message, Does.Contain("the model broke"));
        Assert.That(await RowsAsync("score.error"), Has.Count.EqualTo(20));

        await Models.RestartModelAsync(new() { Name = model.Name });
        var active = await ActiveAsync("score.error");
        Assert.That(active.Metric.StatusMessage, Is.Empty);
        LogChecks.AssertScores(await RowsAsync("score.error"), active.EncoderResolution);
    }

    [Test] // API-D-011, SWAP-006: waiting work is counted
    public async Task GetProcessingStatistics_BacklogWaiting_CountsIt()
    {
        await Data.SendAsync(Ingest.Series("score.waiting", Values.Wave(44, 21)));
        await Tables.ExecuteAsync(
            Server.ConnectionString,
            """
            update metric set status = 2, parameters = '{"datasource":"custom","metricSpec":{"metric":"score.waiting"},
            "modelParams":{"min":0,"max":100}}', model_params = '{"Min":0,"Max":100,"Resolution":0.8771929824561403}' where name = 'score.waiting'
            """
        );
        await Tables.ExecuteAsync(
            Server.ConnectionString,
            "update metric_head set status = 2 where metric_number = (select number from metric where name = 'score.waiting')"
        );
        var statistics = await Data.GetProcessingStatisticsAsync(new());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(statistics.UnprocessedRowCount, Is.EqualTo(21));
            Assert.That((await ModelAsync("score.waiting")).BacklogRowCount, Is.EqualTo(21));
        }

        await Actors.DeactivateAllAsync(Server);
        await Data.SendAsync(Ingest.Series("score.waiting", [1], Ingest.Start + 100_000));
        var model = await ActiveAsync("score.waiting");
        LogChecks.AssertScores(await RowsAsync("score.waiting"), model.EncoderResolution);
        Assert.That((await Data.GetProcessingStatisticsAsync(new())).UnprocessedRowCount, Is.Zero);
    }

    [Test] // SCHED-002, SWAP-005: nine models fed in turns; each in its own order
    public async Task IngestMetricData_NineModelsInterleaved_EachHasItsOrder()
    {
        var resolution = 0.0;
        for (var model = 0; model < 9; model++)
        {
            resolution = (await MonitorAsync($"score.nine{model}")).EncoderResolution;
        }
        using var call = Data.IngestMetricData();
        for (var i = 0; i < 60; i++)
        {
            var series = Enumerable.Range(0, 9).Select(model => Ingest.Series($"score.nine{model}", [i + model], Ingest.Start + (i * 300)));
            await call.RequestStream.WriteAsync(new() { Series = { series } });
        }
        await call.RequestStream.CompleteAsync();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            // Until all is durable.
        }
        for (var model = 0; model < 9; model++)
        {
            var rows = await RowsAsync($"score.nine{model}");
            Assert.That(rows.Select(row => row.Value), Is.EqualTo(Enumerable.Range(model, 60)));
            LogChecks.AssertScores(rows, resolution);
        }
    }
}
