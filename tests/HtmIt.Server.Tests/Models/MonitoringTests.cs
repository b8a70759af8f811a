using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using NUnit.Framework;
using ModelDefinition = HtmIt.Core.Specs.ModelDefinition;

namespace HtmIt.Server.Tests.Models;

/// <summary>Models of custom metrics, from monitoring to unmonitoring: CUST-008 to CUST-034, ENC, META-003, META-004.</summary>
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

    [TestCase(true, TestName = "CreateModel_OnlyMin_IsRefusedAndLeavesTheMetricAlone")] // CUST-013
    [TestCase(false, TestName = "CreateModel_OnlyMax_IsRefusedAndLeavesTheMetricAlone")]
    public async Task CreateModel_HalfARange_IsRefused(bool min)
    {
        var name = $"mon.half.{min}";
        await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = name } });
        var spec = new ModelSpec { Custom = new() { Target = new() { Key = new() { MetricName = name } } } };
        spec.ModelParams = min ? new() { Min = 1 } : new() { Max = 1 };

        var refusal = await Refusal.OfAsync(Models.CreateModelAsync(new() { Spec = spec }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.InvalidArgument, "INVALID_FIELD")));
            Assert.That(refusal.Text, Does.Contain("both").And.Contain("neither"));
            Assert.That((await MetricAsync(name)).Status, Is.EqualTo(MetricStatus.Unmonitored));
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
        var info = JsonStruct("""{"owner":"Zoë 😀","tags":["a",null,true,{"n":-1.5e-7}],"":{"x":1e300,"zero":0},"big":9007199254740993}""");
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

    [Test] // CUST-017
    public async Task CreateModel_CompleteParameters_StartsWithExactlyThose()
    {
        var spec = new ModelSpec
        {
            Custom = new() { Target = new() { Key = new() { MetricName = "mon.complete" } } },
            CompleteModelParams = Complete(),
        };
        await Models.CreateModelAsync(new() { Spec = spec });

        var model = await ActiveAsync("mon.complete");
        Assert.That(model.Spec, Is.EqualTo(spec));
        Assert.That(model.EncoderResolution, Is.EqualTo(0.5));
        Assert.That(
            await Tables.CountAsync(
                Server.ConnectionString,
                """
                select count(*) from metric where name = 'mon.complete' and model_params ->> 'ValueField' = 'load'
                and model_params ->> 'TimestampField' = 'at' and model_params -> 'Settings' ->> 'tpParams.activationThreshold' = '12'
                """
            ),
            Is.EqualTo(1)
        );
    }

    [Test] // CUST-018: the contract makes it impossible; the last one set wins
    public void ModelSpec_BothKindsOfParameters_CannotBeWritten()
    {
        var spec = new ModelSpec
        {
            ModelParams = new() { Min = 0, Max = 1 },
            CompleteModelParams = Complete(),
        };
        Assert.That(spec.ParamsCase, Is.EqualTo(ModelSpec.ParamsOneofCase.CompleteModelParams));
        Assert.That(spec.ModelParams, Is.Null);
    }

    [TestCase("value_field_name", TestName = "CreateModel_CompleteWithoutValueField_IsRefused")] // CUST-019
    [TestCase("timestamp_field_name", TestName = "CreateModel_CompleteWithoutTimestampField_IsRefused")] // CUST-020
    [TestCase("inference_args", TestName = "CreateModel_CompleteWithoutInferenceArgs_IsRefused")] // CUST-021
    [TestCase("model_config", TestName = "CreateModel_CompleteWithoutModelConfig_IsRefused")]
    [TestCase("inference_args.predictedField", TestName = "CreateModel_CompleteWithOtherPredictedField_IsRefused")] // CUST-022
    public async Task CreateModel_IncompleteParameters_IsRefused(string field)
    {
        var complete = Complete();
        switch (field)
        {
            case "value_field_name":
                complete.ValueFieldName = "";
                break;
            case "timestamp_field_name":
                complete.TimestampFieldName = "";
                break;
            case "inference_args":
                complete.InferenceArgs = null;
                break;
            case "model_config":
                complete.ModelConfig = null;
                break;
            default:
                complete.InferenceArgs.Fields["predictedField"] = Value.ForString("other");
                break;
        }
        var spec = new ModelSpec
        {
            Custom = new() { Target = new() { Key = new() { MetricName = "mon.incomplete" } } },
            CompleteModelParams = complete,
        };

        var refusal = await Refusal.OfAsync(Models.CreateModelAsync(new() { Spec = spec }));

        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.InvalidArgument, "INVALID_FIELD")));
        Assert.That(refusal.Field, Is.EqualTo($"spec.complete_model_params.{field}"));
    }

    [Test] // CUST-023
    public async Task CreateModel_MinResolution_IsTheLowerBound()
    {
        var spec = new ModelSpec
        {
            Custom = new() { Target = new() { Key = new() { MetricName = "mon.resolution" } } },
            ModelParams = new()
            {
                Min = 0,
                Max = 1,
                MinResolution = 0.5,
            },
        };
        Assert.That((await Models.CreateModelAsync(new() { Spec = spec })).Model.EncoderResolution, Is.EqualTo(0.5));
    }

    [Test] // CUST-023 for a range that is found later
    public async Task CreateModel_MinResolutionWithoutRange_IsHonouredAtActivation()
    {
        var spec = new ModelSpec
        {
            Custom = new() { Target = new() { Key = new() { MetricName = "mon.later" } } },
            ModelParams = new() { MinResolution = 3 },
        };
        await Models.CreateModelAsync(new() { Spec = spec });
        await Data.SendAsync(Ingest.Series("mon.later", Values.Wave(2, 288)));
        await ActiveAsync("mon.later");
        LogChecks.AssertScores(await RowsAsync("mon.later"), new ModelDefinition { MinResolution = 3 });
    }

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

    [Test] // CUST-028
    public async Task CreateModel_MetricOfAnotherDatasource_IsRefused()
    {
        var id = await AddForeignMetricAsync("AWS/EC2/CPUUtilization", datasource: 2);
        var refusal = await Refusal.OfAsync(
            Models.CreateModelAsync(new() { Spec = new() { Custom = new() { Target = new() { Metric = $"metrics/{id:N}" } } } })
        );
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.FailedPrecondition, "METRIC_NOT_CUSTOM")));
        Assert.That(refusal.Metadata["metric"], Is.EqualTo($"metrics/{id:N}"));
    }

    [Test] // samples of what is collected come from nowhere else
    public async Task IngestMetricData_MetricOfAnotherDatasource_RefusesEverySample()
    {
        var id = await AddForeignMetricAsync("AWS/EC2/NetworkIn", datasource: 2);
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

    [Test] // API-M-013: today's part, before autostacks can be made
    public async Task DeleteModel_OfAnAutostack_IsRefused()
    {
        var id = await AddForeignMetricAsync("Autostacks/InstanceCount", datasource: 3);
        var refusal = await Refusal.OfAsync(Models.DeleteModelAsync(new() { Name = $"models/{id:N}" }));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.FailedPrecondition, "MODEL_OF_AUTOSTACK")));
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

    [Test] // META-004, API-M-014
    public async Task DeleteModel_Unknown_IsNotFound()
    {
        var refusal = await Refusal.OfAsync(Models.DeleteModelAsync(new() { Name = $"models/{new string('a', 32)}" }));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.NotFound, "MODEL_NOT_FOUND")));
        Assert.That(refusal.Metadata["model"], Is.EqualTo($"models/{new string('a', 32)}"));
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

    private async Task<Guid> AddForeignMetricAsync(string name, short datasource)
    {
        var id = Guid.NewGuid();
        await Tables.ExecuteAsync(
            Server.ConnectionString,
            """
            with added as (
                insert into metric (id, identity, datasource, name, description, resource, region, tag_name, status, status_message, poll_interval_seconds,
                    generation, clearing, create_time, update_time)
                values ($1, sha256(uuid_send($1)), $2, $3, '', $3, '', '', 0, '', 300, 0, false, now(), now()) returning number)
            insert into metric_head (metric_number, last_row_id, generation) select number, 0, 0 from added
            """,
            id,
            datasource,
            name
        );
        return id;
    }

    private static CompleteModelParams Complete() =>
        new()
        {
            ModelConfig = JsonStruct(
                """
                {"model":"CLA","modelParams":{"inferenceType":"TemporalAnomaly","spParams":{"synPermActiveInc":0.002},
                "tpParams":{"activationThreshold":12},"sensorParams":{"encoders":{"c0_timeOfDay":{"type":"DateEncoder"},
                "c1":{"type":"RandomDistributedScalarEncoder","resolution":0.5}}}}}
                """
            ),
            InferenceArgs = JsonStruct("""{"predictionSteps":[1],"predictedField":"load"}"""),
            TimestampFieldName = "at",
            ValueFieldName = "load",
        };

    private static Struct JsonStruct(string json) => Google.Protobuf.JsonParser.Default.Parse<Struct>(json);
}
