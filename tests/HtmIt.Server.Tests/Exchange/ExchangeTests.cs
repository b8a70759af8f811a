using System.Text.Json.Nodes;
using Grpc.Core;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using NUnit.Framework;
using AutostackId = HtmIt.Core.Names.AutostackId;

namespace HtmIt.Server.Tests.Exchange;

/// <summary>Export and import over gRPC: IMP, API-E, API-M-010, ASTK-010 to ASTK-013.</summary>
public sealed class ExchangeTests : ExchangeFixture
{
    [Test] // API-E-001
    public async Task ExportModels_None_IsEmpty()
    {
        await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = "exp.unmonitored" } });
        Assert.That(await ExportAsync(), Is.Empty);
    }

    [Test] // IMP-001, IMP-002, API-E-001: two weeks of samples, ascending, with those that have no score
    public async Task ExportModels_Custom_HasSpecAndTwoWeeksOfData()
    {
        var old = Now - (15 * 86_400);
        await Data.SendAsync(Ingest.Series("exp.a", [1], old), Ingest.Series("exp.a", [412, 405.5], Now - 600));
        var model = await MonitorAsync("exp.a", withRange: false);

        var all = await ExportAsync();
        var data = $$"""[[412,"{{Text(Now - 600)}}"],[405.5,"{{Text(Now - 300)}}"]]""";
        var expected = $$"""{"datasource":"custom","metricSpec":{"metric":"exp.a"},"data":{{data}}}""";
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(all.Single()), JsonNode.Parse(expected)), Is.True, all[0]);
        Assert.That(await ExportAsync(model.Name), Is.EqualTo(all));

        using var call = Models.ExportModels(new() { Names = { model.Name } });
        var message = (await call.ResponseStream.ReadAllAsync().ToListAsync()).Single();
        Assert.That(message.Model.Spec, Is.EqualTo(model.Spec));
        Assert.That(
            message.Model.Data.Select(one => (one.SampleTime.Seconds, one.Value)),
            Is.EqualTo(new[] { (Now - 600, 412), (Now - 300, 405.5) })
        );
    }

    [Test] // IMP-010, IMP-012, API-E-001: of any of several, before the first message
    public async Task ExportModels_UnknownOrUnmonitored_IsRefused()
    {
        var known = await MonitorAsync("exp.known");
        var unmonitored = (await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = "exp.idle" } })).Metric;
        var unknown = $"models/{Guid.NewGuid():N}";
        var refusal = await Refusal.OfAsync(() => ExportAsync(known.Name, unknown));
        Assert.That(
            (refusal.Code, refusal.Reason, refusal.Metadata["model"]),
            Is.EqualTo((StatusCode.NotFound, "MODEL_NOT_FOUND", unknown))
        );
        refusal = await Refusal.OfAsync(() => ExportAsync(known.Name, ModelName(unmonitored)));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.FailedPrecondition, "METRIC_NOT_MONITORED")));
        refusal = await Refusal.OfAsync(() => ExportAsync("exp.known"));
        Assert.That((refusal.Code, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, "names[0]")));
    }

    [Test] // IMP-003, IMP-005, IMP-006
    public async Task ImportModels_AfterDelete_BringsBackSpecAndData()
    {
        await Data.SendAsync(Ingest.Series("imp.a", Enumerable.Range(0, 300).Select(i => i % 7.0), Now - (300 * 300)));
        var described = (await MetricAsync("imp.a")).Clone();
        (described.Unit, described.Resource, described.Etag) = ("Count", "imp.host", "");
        await Metrics.UpdateMetricAsync(new() { Metric = described });
        var spec = new ModelSpec { Custom = new() { Target = new() { Key = new() { MetricName = "imp.a" } } } };
        spec.ModelParams = new()
        {
            Min = 0,
            Max = 10,
            MinResolution = 0.25,
        };
        await Models.CreateModelAsync(new() { Spec = spec });
        var before = await ActiveAsync("imp.a");
        var rows = await RowsAsync("imp.a");
        var exported = await ExportAsync();
        await Metrics.DeleteMetricAsync(new() { Name = before.Metric.Name });

        var imported = (await ImportAsync(exported)).Single().Response;
        Assert.That((imported.Created, imported.Model.Spec), Is.EqualTo((true, spec)));
        Assert.That((imported.Model.Metric.Resource, imported.Model.Metric.Unit), Is.EqualTo(("imp.host", "Count")));
        var after = await ActiveAsync("imp.a");
        Assert.That(after.EncoderResolution, Is.EqualTo(before.EncoderResolution));
        Assert.That(
            (await RowsAsync("imp.a")).Select(row => (row.Time, row.Value, row.Score)),
            Is.EqualTo(rows.Select(row => (row.Time, row.Value, row.Score))),
            "the same log gives the same scores"
        );
        Assert.That(await ExportAsync(), Is.EqualTo(exported));

        // IMP-006: monitored already
        var again = (await ImportAsync([.. exported, exported[0].Replace("412", "1", StringComparison.Ordinal)])).ToArray();
        Assert.That(again.Select(one => (one.Response.Created, one.Response.Model.Name)), Is.All.EqualTo((false, after.Name)));
        Assert.That(await ExportAsync(), Is.EqualTo(exported));

        // IMP-005: has samples, so that those of the document are left out
        await Models.DeleteModelAsync(new() { Name = after.Name });
        var other = JsonNode.Parse(exported[0])!;
        other["data"] = new JsonArray
        {
            new JsonArray { 5, Text(Now - 86_400 * 3) },
        };
        Assert.That((await ImportAsync(other.ToJsonString())).Single().Response.Created, Is.True);
        await ActiveAsync("imp.a");
        Assert.That(await ExportAsync(), Is.EqualTo(exported));
    }

    [Test] // IMP-003: without a range the imported rows start it
    public async Task ImportModels_ADayOfData_StartsTheModelFromIt()
    {
        var data = Enumerable.Range(0, 288).Select(i => $"""[{5000 + (i % 2 * 2000)},"{Text(Now - 86_400 + (i * 300))}"]""");
        var json = $$"""{"datasource":"custom","metric":"imp.day","data":[{{string.Join(',', data)}}]}""";
        await ImportAsync(json);
        await ActiveAsync("imp.day");
        LogChecks.AssertScores(await RowsAsync("imp.day"), resolution: 0);
    }

    [Test] // IMP-004
    public async Task ImportModels_CompleteParameters_ComeBack()
    {
        const string complete = """
            {"modelConfig":{"modelParams":{"sensorParams":{"encoders":{"load":{"resolution":0.5}}}}},
             "inferenceArgs":{"predictedField":"load"},"timestampFieldName":"at","valueFieldName":"load"}
            """;
        var json = $$"""{"datasource":"custom","metricSpec":{"metric":"imp.complete"},"completeModelParams":{{complete}},"data":[]}""";
        var imported = (await ImportAsync(json)).Single();
        if (imported.Error is not null)
        {
            Assert.Fail(imported.Error.ToString());
        }
        var exported = await ExportAsync();
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(exported[0]), JsonNode.Parse(json)), Is.True, exported[0]);
        await Metrics.DeleteMetricAsync(new() { Name = imported.Response.Model.Metric.Name });
        await ImportAsync(exported);
        Assert.That(await ExportAsync(), Is.EqualTo(exported));
    }

    [Test] // CW-010, IMP-008, IMP-009, IMP-011, API-E-003, API-M-010
    public async Task ImportModels_FullCycleOfAllDatasources_ExportsTheSame()
    {
        await AddStackAsync("web");
        string[] legacy =
        [
            $$"""{"datasource":"custom","metric":"cycle","unit":"Count","min":0,"max":9,"data":[[4.5,"{{Text(Now - 300)}}"]]}""",
            """{"type":"metric","datasource":"cloudwatch","region":"us-west-2","namespace":"AWS/RDS","metric":"ReadIOPS","dimensions":{"DBInstanceIdentifier":"db"},"min":0,"max":9}""",
            """{"type":"autostack","datasource":"cloudwatch","name":"web","region":"us-west-2","filters":{"tag:Name":["other*"]},"metric":{"namespace":"AWS/EC2","metric":"CPUUtilization"}}""",
            """{"type":"autostack","datasource":"cloudwatch","name":"web","region":"us-west-2","filters":{"tag:Name":["other*"]},"metric":{"namespace":"Autostacks","metric":"InstanceCount"}}""",
        ];
        var first = (await ImportAsync($"[{string.Join(',', legacy)}]")).ToArray();
        Assert.That(
            first.Select(one => (one.Index, one.Response?.Created)),
            Is.EqualTo(Enumerable.Range(0, 4).Select(i => (i, (bool?)true)))
        );
        var exported = await ExportAsync();
        Assert.That(exported, Has.Count.EqualTo(4));
        foreach (var result in first)
        {
            Assert.That(exported, Does.Contain((await ExportAsync(result.Response.Model.Name)).Single()), "one equals one of all");
        }
        var stack = exported.Select(one => JsonNode.Parse(one)!).First(one => (string?)one["datasource"] == "autostack");
        Assert.That((string?)stack["stackSpec"]!["aggSpec"]!["filters"]!["tag:Name"]![0], Is.EqualTo("web*"), "that of the autostack here");
        Assert.That(stack["modelSpec"]!["metricSpec"]!["autostackId"], Is.Null);

        var again = await ImportAsync(exported);
        Assert.That(again.Select(one => one.Response.Created), Is.All.False);

        await DeleteAllAsync();
        await AddStackAsync("web");
        Assert.That((await ImportAsync(exported)).Select(one => one.Response.Created), Is.All.True);
        Assert.That(await ExportAsync(), Is.EqualTo(exported));

        await DeleteAllAsync();
        await AddStackAsync("web");
        await ImportAsync($"[{string.Join(',', legacy)}]");
        Assert.That(await ExportAsync(), Is.EqualTo(exported));
    }

    [Test] // of any kind of resource, as documents and as messages; one that is there must be of the same
    public async Task ImportModels_AutostackOfAnotherKind_IsThatOfTheExport()
    {
        const string json = """
            {"datasource":"autostack","stackSpec":{"name":"mails","aggSpec":{"datasource":"cloudwatch","region":"us-west-2",
             "resourceType":"AWS::SQS::Queue","filters":{"tag:Env":["prod"]}}},
             "modelSpec":{"datasource":"autostack","metricSpec":{"slaveDatasource":"cloudwatch",
             "slaveMetric":{"namespace":"AWS/SQS","metric":"NumberOfMessagesSent"}},"modelParams":{}}}
            """;
        var model = (await ImportAsync(json)).Single().Response.Model;
        var stack = (await Autostacks.FindAsync("mails", "us-west-2", CancellationToken.None))!;
        Assert.That((stack.Kind.Name, model.Metric.Status), Is.EqualTo(("AWS::SQS::Queue", MetricStatus.PendingData)));
        var exported = await ExportAsync();
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(exported.Single()), JsonNode.Parse(json)), Is.True, exported[0]);

        var other = json.Replace("SQS::Queue", "SNS::Topic", StringComparison.Ordinal)
            .Replace("AWS/SQS", "AWS/SNS", StringComparison.Ordinal)
            .Replace("MessagesSent", "MessagesPublished", StringComparison.Ordinal);
        Assert.That((await ImportAsync(other)).Single().Error.Reason, Is.EqualTo(ErrorReason.AutostackAlreadyExists));
    }

    [Test] // IMP-009, ASTK-012: the autostack is made from its definition, with as many members as it may have
    public async Task ImportModels_AutostackThatIsNotThere_IsMade()
    {
        const string json = """
            {"datasource":"autostack","stackSpec":{"name":"new","aggSpec":{"datasource":"cloudwatch","region":"us-west-2",
             "resourceType":"AWS::EC2::Instance","filters":{"tag:Env":["prod","test*"]}}},
             "modelSpec":{"datasource":"autostack","metricSpec":{"slaveDatasource":"cloudwatch",
             "slaveMetric":{"namespace":"AWS/EC2","metric":"DiskReadBytes"},"period":300},"modelParams":{"min":0,"max":7}}}
            """;
        var model = (await ImportAsync(json)).Single().Response.Model;
        var stack = (await Autostacks.FindAsync("new", "us-west-2", CancellationToken.None))!;
        Assert.That(stack.Filters["tag:Env"], Is.EqualTo(new[] { "prod", "test*" }));
        Assert.That((model.Spec.Autostack.Autostack, model.Metric.Status), Is.EqualTo((stack.Id.ResourceName, MetricStatus.Active)));
        var exported = await ExportAsync();
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(exported.Single()), JsonNode.Parse(json)), Is.True, exported[0]);
        var again = (await ImportAsync(json)).Single().Response;
        Assert.That((again.Created, again.Model.Name), Is.EqualTo((false, model.Name)));

        for (var i = 0; i <= Core.Datasources.Autostacks.Autostack.MostMembers; i++)
        {
            Ec2.Add("us-west-2", $"i-{i}", ("Env", "large"));
        }
        var refused = (
            await ImportAsync(
                json.Replace("\"new\"", "\"large\"", StringComparison.Ordinal).Replace("prod", "large", StringComparison.Ordinal)
            )
        ).Single();
        Assert.That(refused.Error.Reason, Is.EqualTo(ErrorReason.TooManyInstances));
        Assert.That(await Autostacks.FindAsync("large", "us-west-2", CancellationToken.None), Is.Null);
    }

    [TestCase("cloudwatch", "AWS/EC2", "CPUUtilization")]
    [TestCase("autostack", "Autostacks", "InstanceCount")] // ASTK-010, ASTK-011, ASTK-012, ASTK-013
    public async Task ImportModels_ExportOfAnAutostack_BringsBackWhatIsGone(string slave, string ns, string name)
    {
        await AddStackAsync("web");
        var stack = (await Autostacks.FindAsync("web", "us-west-2", CancellationToken.None))!;
        var spec = StackSpec(stack.Id.ResourceName);
        (spec.Autostack.Namespace, spec.Autostack.MetricName) = (ns, name);
        spec.ModelParams = new();
        var model = (await Models.CreateModelAsync(new() { Spec = spec })).Model;
        var exported = await ExportAsync();
        var expected = $$$$"""
            {"datasource":"autostack","stackSpec":{"name":"web","aggSpec":{"datasource":"cloudwatch","region":"us-west-2",
             "resourceType":"AWS::EC2::Instance","filters":{"tag:Name":["web*"]}}},
             "modelSpec":{"datasource":"autostack","metricSpec":{"slaveDatasource":"{{{{slave}}}}",
             "slaveMetric":{"namespace":"{{{{ns}}}}","metric":"{{{{name}}}}"}},"modelParams":{}}}
            """;
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(exported.Single()), JsonNode.Parse(expected)), Is.True, exported[0]);
        var monitored = (await ImportAsync(exported)).Single().Response;
        Assert.That((monitored.Created, monitored.Model.Name), Is.EqualTo((false, model.Name)));

        var service = new AutostackService.AutostackServiceClient(Channel);
        await service.DeleteAutostackMetricAsync(new() { Name = $"{stack.Id.ResourceName}/{model.Metric.Name}" });
        await AssertComesBackAsync(stack.Id);

        await service.DeleteAutostackAsync(new() { Name = stack.Id.ResourceName });
        Assert.That(await ExportAsync(), Is.Empty);
        Assert.That(await AssertComesBackAsync(null), Is.Not.EqualTo(stack.Id));

        async Task<AutostackId> AssertComesBackAsync(AutostackId? known)
        {
            var imported = (await ImportAsync(exported)).Single().Response;
            var found = (await Autostacks.FindAsync("web", "us-west-2", CancellationToken.None))!;
            Assert.That(found.Id, Is.EqualTo(known ?? found.Id));
            Assert.That(found.Filters["tag:Name"], Is.EqualTo(stack.Filters["tag:Name"]));
            var wanted = spec.Clone();
            wanted.Autostack.Autostack = found.Id.ResourceName;
            Assert.That((imported.Created, imported.Model.Spec), Is.EqualTo((true, wanted)));
            Assert.That(imported.Model.Metric.Status, Is.EqualTo(MetricStatus.Active));
            var models = (await service.ListAutostackMetricsAsync(new() { Autostack = found.Id.ResourceName })).Models;
            Assert.That(models.Select(one => one.Name), Is.EqualTo(new[] { imported.Model.Name }));
            return found.Id;
        }
    }

    [Test] // the same cycle with messages instead of documents
    public async Task ImportModels_Messages_ComeBackAsExported()
    {
        await AddStackAsync("web");
        await MonitorAsync("msg.a");
        await Data.SendAsync(Ingest.Series("msg.a", [1, 2, 3], Now - 900));
        await Models.CreateModelAsync(new() { Spec = CloudWatchSpec("db") });
        var stack = (await Autostacks.FindAsync("web", "us-west-2", CancellationToken.None))!;
        await Models.CreateModelAsync(new() { Spec = StackSpec(stack.Id.ResourceName) });
        var exported = await ExportMessagesAsync();
        Assert.That(exported.Select(one => one.Model.Spec.MetricSpecCase), Is.Unique.And.Exactly(3).Items);

        await DeleteAllAsync();
        await AddStackAsync("web");
        var results = await ImportRequestsAsync(exported.Select(one => new ImportModelsRequest { Model = one.Model }));
        Assert.That(results.Select(one => one.Response?.Created), Is.All.True);
        Assert.That(await ExportMessagesAsync(), Is.EqualTo(exported));
    }

    [Test] // many samples travel in parts
    public async Task ImportModels_LongData_TravelsInParts()
    {
        const int count = 25_000;
        var start = Now - (13 * 86_400);
        var series = Enumerable.Range(0, count).Select(i => (start + (i * 30), i % 10.0));
        var parts = series.Chunk(10_000).Select((part, i) => ToRequest("long", part, continuation: i > 0)).ToArray();
        var results = await ImportRequestsAsync([.. parts, ToRequest("short", [(start, 1)], continuation: false)]);
        Assert.That(results.Select(one => one.Response.Model.Metric.MetricName), Is.EqualTo(new[] { "long", "short" }));
        Assert.That((await MetricAsync("long")).LastRowId, Is.EqualTo(count));

        var exported = await ExportMessagesAsync();
        Assert.That(
            exported.Select(one => (one.Continuation, one.Model.Data.Count)),
            Is.EqualTo(new[] { (false, 10_000), (true, 10_000), (true, 5_000), (false, 1) })
        );
        Assert.That(
            exported.Take(3).SelectMany(one => one.Model.Data).Select(one => one.SampleTime.Seconds),
            Is.EqualTo(series.Select(one => one.Item1))
        );
    }

    [Test] // IMP-005 keeps what a metric has; but where that is the beginning of the same samples, an import was cut off there
    public async Task ImportModels_CutOffBefore_GoesOnWhereItWas()
    {
        const int count = 12_000;
        var start = Now - (13 * 86_400);
        var series = Enumerable.Range(0, count).Select(i => (Time: start + (i * 60), Value: i % 10.0)).ToArray();
        await Data.SendAsync(Ingest.Series("cut", [.. series.Take(1_000).Select(one => one.Value)], start, 60));
        await Data.SendAsync(Ingest.Series("other", [1, 2, 3], start, 30));

        var parts = series.Chunk(10_000).Select((part, i) => ToRequest("cut", part, continuation: i > 0)).ToArray();
        var results = await ImportRequestsAsync([.. parts, ToRequest("other", series.Take(10), continuation: false)]);

        Assert.That(results.Select(one => one.Response?.Created), Is.EqualTo(new[] { true, true }));
        Assert.That((await MetricAsync("cut")).LastRowId, Is.EqualTo(count));
        Assert.That((await MetricAsync("other")).LastRowId, Is.EqualTo(3));
        var rows = await Tables.RowsAsync(Server.ConnectionString, "cut");
        Assert.That(rows.Select(row => (row.Time, row.Value)), Is.EqualTo(series));
    }

    private static ImportModelsRequest ToRequest(string name, IEnumerable<(long Time, double Value)> series, bool continuation)
    {
        var samples = series.Select(one => new Sample
        {
            SampleTime = new() { Seconds = one.Time },
            Value = one.Value,
        });
        var spec = continuation ? null : Custom(name);
        return new()
        {
            Model = new() { Spec = spec, Data = { samples } },
            Continuation = continuation,
        };
    }

    private async Task AddStackAsync(string name)
    {
        var filters = new Dictionary<string, IReadOnlyList<string>> { ["tag:Name"] = ["web*"] };
        var stack = new Core.Datasources.Autostacks.Autostack(
            AutostackId.New(),
            name,
            "us-west-2",
            filters,
            TimeProvider.System.GetUtcNow()
        );
        Assert.That(await Autostacks.TryAddAsync(stack, [], CancellationToken.None), Is.True);
    }

    private async Task<IReadOnlyList<string>> ExportAsync(params string[] names)
    {
        using var call = Models.ExportModels(new() { Names = { names }, AsJson = true });
        return await call.ResponseStream.ReadAllAsync().Select(one => one.Json).ToListAsync();
    }

    private async Task<IReadOnlyList<ExportModelsResponse>> ExportMessagesAsync()
    {
        using var call = Models.ExportModels(new());
        return await call.ResponseStream.ReadAllAsync().ToListAsync();
    }
}
