using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using NUnit.Framework;
using ModelDefinition = HtmIt.Core.Specs.ModelDefinition;

namespace HtmIt.Server.Tests.Models;

/// <summary>With which parameters a model of a custom metric starts: CUST-013, CUST-017 to CUST-023.</summary>
public sealed class ModelParamsTests : ServerFixture
{
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
