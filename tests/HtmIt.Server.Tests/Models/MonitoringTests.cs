using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using NUnit.Framework;
using ModelDefinition = HtmIt.Core.Specs.ModelDefinition;

namespace HtmIt.Server.Tests.Models;

/// <summary>Models of custom metrics, from monitoring to scores: CUST-008 to CUST-034, ENC.</summary>
public sealed class MonitoringTests : ServerFixture
{
    [Test] // CUST-008, ENC-003
    public async Task CreateModel_UnknownNameWithoutRange_WaitsForData()
    {
        var created = await Models.CreateModelAsync(
            new() { Spec = new() { Custom = new() { Target = new() { Key = new() { MetricName = "mon.pending" } } } } }
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(created.Created, Is.True);
            Assert.That(created.Model.Metric.Status, Is.EqualTo(MetricStatus.PendingData));
            Assert.That(
                created.Model.Spec,
                Is.EqualTo(new ModelSpec { Custom = new() { Target = new() { Key = new() { MetricName = "mon.pending" } } } })
            );
            Assert.That(created.Model.HasEncoderResolution, Is.False);
        }
    }

    [Test] // CUST-009
    public async Task CreateModel_ByResourceName_StoresTheMetricsOwnName()
    {
        var metric = (await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = "mon.by-uid" } })).Metric;
        await Models.CreateModelAsync(new() { Spec = new() { Custom = new() { Target = new() { Metric = metric.Name } } } });

        Assert.That(
            (await ModelAsync("mon.by-uid")).Spec.Custom,
            Is.EqualTo(new CustomMetricSpec { Target = new() { Key = new() { MetricName = "mon.by-uid" } } })
        );
    }

    [Test] // CUST-010, CUST-024, STRM-002: below 288 rows nothing is scored, and an explicit start scores what there is
    public async Task RestartAfterSpecWithRange_PendingWithTwoRows_ScoresBoth()
    {
        await Data.SendAsync(Ingest.Series("mon.two", [1, 2]));
        var pending = await MonitorAsync("mon.two", withRange: false);
        Assert.That(pending.Metric.Status, Is.EqualTo(MetricStatus.PendingData));
        Assert.That((await RowsAsync("mon.two")).Select(row => row.Score), Is.All.Null);

        await Models.DeleteModelAsync(new() { Name = pending.Name });
        var started = await MonitorAsync("mon.two");

        Assert.That(started.Metric.Status, Is.AnyOf(MetricStatus.CreatePending, MetricStatus.Active));
        var active = await ActiveAsync("mon.two");
        LogChecks.AssertScores(await RowsAsync("mon.two"), active.EncoderResolution);
    }

    [Test] // CUST-011, CUST-031 and ENC-005 but for the resolution, which comes from the rows in their order
    public async Task CreateModel_ADayOfRowsWithoutRange_StartsAtOnce()
    {
        await Data.SendAsync(Ingest.Series("mon.day", [5_000, .. Enumerable.Repeat(7_000.0, 287)]));
        var started = await MonitorAsync("mon.day", withRange: false);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(started.Metric.Status, Is.AnyOf(MetricStatus.CreatePending, MetricStatus.Active));
            Assert.That(started.HasEncoderResolution, Is.False, "nothing is known before the first row");
        }
        await ActiveAsync("mon.day");
        LogChecks.AssertScores(await RowsAsync("mon.day"), new ModelDefinition());
    }

    [Test] // CUST-012, CUST-034, ENC-001
    public async Task CreateModel_WithRangeAndNoData_IsActive()
    {
        var spec = new ModelSpec
        {
            Custom = new() { Target = new() { Key = new() { MetricName = "mon.range" } } },
            ModelParams = new() { Min = 5_000, Max = 10_000 },
        };
        await Models.CreateModelAsync(new() { Spec = spec });

        var model = await ActiveAsync("mon.range");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(model.Spec, Is.EqualTo(spec));
            Assert.That(model.EncoderResolution, Is.GreaterThan(5_000 / 300.0).And.LessThan(5_000 / 80.0));
            Assert.That(model.Generation, Is.EqualTo(1));
            Assert.That(model.CreateTime, Is.Not.Null);
        }
    }

    [Test] // CUST-014
    public async Task CreateModel_WithResource_GroupsUnderIt()
    {
        await MonitorAsync("mon.resource", "host-7", withRange: false);
        await MonitorAsync("mon.no-resource", withRange: false);

        Assert.That((await MetricAsync("mon.resource")).Resource, Is.EqualTo("host-7"));
        Assert.That((await MetricAsync("mon.no-resource")).Resource, Is.EqualTo("mon.no-resource"));
    }

    [Test] // CUST-015, API-M-009
    public async Task CreateMetric_WithUserInfo_KeepsItUnchanged()
    {
        var info = Google.Protobuf.JsonParser.Default.Parse<Struct>(
            """{"owner":"Zoë 😀","tags":["a",null,true,{"n":-1.5e-7}],"":{"x":1e300,"zero":0},"big":9007199254740993}"""
        );
        var metric = new Metric
        {
            MetricName = "mon.user-info",
            Unit = "°C",
            UserInfo = info,
        };
        await Metrics.CreateMetricAsync(new() { Metric = metric, Monitor = true });
        var monitored = (await ModelAsync("mon.user-info")).Metric;
        Assert.That((monitored.Unit, monitored.UserInfo), Is.EqualTo(("°C", info)));
    }

    [Test] // CUST-016, API-M-004, RUN-001
    public async Task CreateModel_MonitoredAlready_ReturnsItUnchanged()
    {
        var first = await MonitorAsync("mon.twice");
        var spec = new ModelSpec
        {
            Custom = new() { Target = new() { Key = new() { MetricName = "mon.twice" } } },
            ModelParams = new() { Min = 0, Max = 1 },
        };
        var second = await Models.CreateModelAsync(new() { Spec = spec });

        Assert.That(second.Created, Is.False);
        Assert.That(second.Model, Is.EqualTo(first));
    }

    [Test] // CUST-028
    public async Task CreateModel_MetricOfAnotherDatasource_IsRefused()
    {
        var id = await Tables.AddCollectedMetricAsync(Server.ConnectionString, "AWS/EC2/CPUUtilization", datasource: 2);
        var refusal = await Refusal.OfAsync(
            Models.CreateModelAsync(new() { Spec = new() { Custom = new() { Target = new() { Metric = $"metrics/{id:N}" } } } })
        );
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.FailedPrecondition, "METRIC_NOT_CUSTOM")));
        Assert.That(refusal.Metadata["metric"], Is.EqualTo($"metrics/{id:N}"));
    }

    [Test] // samples of what is collected come from nowhere else
    public async Task IngestMetricData_MetricOfAnotherDatasource_RefusesEverySample()
    {
        var id = await Tables.AddCollectedMetricAsync(Server.ConnectionString, "AWS/EC2/NetworkIn", datasource: 2);
        var series = Ingest.Series("", [1, 2]);
        series.Target = new() { Metric = $"metrics/{id:N}" };
        var outcome = (await Data.SendAsync(series)).Outcomes.Single();
        Assert.That(
            outcome.Refusals.Select(one => (one.FirstIndex, one.LastIndex, one.Reason)),
            Is.EqualTo(new[] { (0, 1, ErrorReason.MetricNotCustom) })
        );
        Assert.That(outcome.LastRowId, Is.Zero);
    }

    [Test] // a call's only message is refused before the call begins, and says why all the same
    public async Task CreateModel_MessageTooLarge_SaysSoInFull()
    {
        var spec = new ModelSpec { Custom = new() { Target = new() { Key = new() { MetricName = new string('n', 5 * 1024 * 1024) } } } };
        var refusal = await Refusal.OfAsync(Models.CreateModelAsync(new() { Spec = spec }));
        Assert.That((refusal.Code, refusal.Reason, refusal.Field), Is.EqualTo((StatusCode.ResourceExhausted, "TOO_LARGE", "message")));
    }

    [Test] // CUST-032, ENC-007, STRM-003
    public async Task IngestMetricData_PendingReaches288Rows_StartsTheModel()
    {
        await MonitorAsync("mon.reach", withRange: false);
        await Data.SendAsync(Ingest.Series("mon.reach", [0, 100]));
        Assert.That((await ModelAsync("mon.reach")).Metric.Status, Is.EqualTo(MetricStatus.PendingData));
        await Data.SendAsync(Ingest.Series("mon.reach", Enumerable.Repeat(7_000.0, 286), Ingest.Start + 600));

        var model = await ActiveAsync("mon.reach");
        var rows = await RowsAsync("mon.reach");
        Assert.That(model.HasEncoderResolution, Is.False);
        Assert.That(rows, Has.Count.EqualTo(288));
        LogChecks.AssertScores(rows, new ModelDefinition());
    }

    [Test] // CUST-033, STRM-003, STRM-004
    public async Task IngestMetricData_DuringActivation_LosesNothing()
    {
        await MonitorAsync("mon.during", withRange: false);
        var values = Values.Wave(5, 988);
        using var call = Data.IngestMetricData();
        for (var i = 0; i < values.Length; i += 76)
        {
            var series = Ingest.Series("mon.during", values.Skip(i).Take(76), Ingest.Start + (i * 300L));
            await call.RequestStream.WriteAsync(new() { Sequence = i, Series = { series } });
        }
        await call.RequestStream.CompleteAsync();
        await call.ResponseStream.ReadAllAsync().ToListAsync();

        var model = await ActiveAsync("mon.during");
        var rows = await RowsAsync("mon.during");
        Assert.That(rows.Select(row => row.Value), Is.EqualTo(values));
        LogChecks.AssertOneOrder(rows);
        LogChecks.AssertScores(rows, model.EncoderResolution);
    }

    [Test] // SWAP-002 in today's form: the same definition again is no error, and a restart is the only way to a fresh model
    public async Task RestartModel_Active_ScoresAfreshInTheNextGeneration()
    {
        await Data.SendAsync(Ingest.Series("mon.restart", Values.Wave(6, 300)));
        await MonitorAsync("mon.restart");
        var first = await ActiveAsync("mon.restart");
        await Data.SendAsync(Ingest.Series("mon.restart", Values.Wave(7, 50), Ingest.Start + (300 * 300)));

        var restarted = (await Models.RestartModelAsync(new() { Name = first.Name })).Model;
        Assert.That(restarted.Generation, Is.GreaterThan(first.Generation));
        Assert.That(restarted.Spec, Is.EqualTo(first.Spec));

        var second = await ActiveAsync("mon.restart");
        LogChecks.AssertScores(await RowsAsync("mon.restart"), second.EncoderResolution);
    }
}
