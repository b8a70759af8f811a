using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Exchange;

/// <summary>Batches of models over gRPC: API-M-007, API-M-008, API-M-011.</summary>
public sealed class BatchCreateModelsTests : ExchangeFixture
{
    [Test] // API-M-011: one result per element in order
    public async Task BatchCreateModels_Several_HasAResultForEachInOrder()
    {
        var unknown = new ModelSpec { Custom = new() { Target = new() { Metric = $"metrics/{Guid.NewGuid():N}" } } };
        var request = new BatchCreateModelsRequest
        {
            Requests =
            {
                new[] { Custom("batch.b"), unknown, CloudWatchSpec("db"), Custom("batch.a"), Custom("batch.b") }.Select(
                    spec => new CreateModelRequest { Spec = spec }
                ),
            },
        };
        var results = (await Models.BatchCreateModelsAsync(request)).Results;
        Assert.That(
            results.Select(one => one.Response?.Model.Metric.MetricName),
            Is.EqualTo(new[] { "batch.b", null, "AWS/RDS/ReadIOPS", "batch.a", "batch.b" })
        );
        Assert.That(results.Select(one => one.Response?.Created), Is.EqualTo(new bool?[] { true, null, true, true, false }));
        Assert.That((results[1].Error.Code, results[1].Error.Reason), Is.EqualTo(((int)StatusCode.NotFound, ErrorReason.MetricNotFound)));
    }

    [Test] // API-M-007, API-M-008: one that is malformed does not keep the others from being created
    public async Task BatchCreateModels_SomeMalformed_CreatesTheOthers()
    {
        var unsupported = CloudWatchSpec("db");
        unsupported.Cloudwatch.Statistic = "Median";
        var specs = new[] { Custom("batch.good"), Custom("not good"), unsupported, new ModelSpec() };
        var request = new BatchCreateModelsRequest { Requests = { specs.Select(spec => new CreateModelRequest { Spec = spec }) } };
        var results = (await Models.BatchCreateModelsAsync(request)).Results;
        Assert.That(
            results.Select(one => one.Error?.FieldViolations.Single().Field),
            Is.EqualTo(new[] { null, "spec.custom.target.key.metric_name", "spec.cloudwatch.statistic", "spec" })
        );
        Assert.That(results.Skip(1).Select(one => one.Error.Code), Is.All.EqualTo((int)StatusCode.InvalidArgument));
        Assert.That(
            (await Metrics.ListMetricsAsync(new())).Metrics.Select(metric => metric.MetricName),
            Is.EqualTo(new[] { "batch.good" })
        );
        Assert.That((await Refusal.OfAsync(Models.BatchCreateModelsAsync(new()))).Field, Is.EqualTo("requests"));
    }

    [Test] // a statement for all of them; again it changes nothing
    public async Task BatchCreateModels_ThousandNewOnes_AreMonitoredAndScored()
    {
        var request = new BatchCreateModelsRequest();
        for (var i = 0; i < 1_000; i++)
        {
            var spec = Custom($"many.{i}");
            spec.ModelParams = i % 2 == 0 ? new() { Min = 0, Max = 100 } : null;
            request.Requests.Add(new CreateModelRequest { Spec = spec });
        }
        request.Requests[999].Spec = request.Requests[0].Spec.Clone();
        var first = (await Models.BatchCreateModelsAsync(request)).Results;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Take(999).Select(one => one.Response.Created), Is.All.True);
            Assert.That((first[999].Response.Created, first[999].Response.Model), Is.EqualTo((false, first[0].Response.Model)));
            Assert.That(first.Select(one => one.Response.Model.Spec), Is.EqualTo(request.Requests.Select(one => one.Spec)));
            Assert.That(first[0].Response.Model.Metric.Status, Is.EqualTo(MetricStatus.Active));
            Assert.That(first[1].Response.Model.Metric.Status, Is.EqualTo(MetricStatus.PendingData));
            Assert.That(first.Select(one => one.Response.Model.Generation), Is.All.EqualTo(1));
        }

        var again = (await Models.BatchCreateModelsAsync(request)).Results;
        Assert.That(again.Select(one => one.Response.Created), Is.All.False);
        Assert.That(again.Select(one => one.Response.Model), Is.EqualTo(first.Select(one => one.Response.Model)));

        await Data.SendAsync(Ingest.Series("many.0", [1, 2, 3]));
        Assert.That((await RowsAsync("many.0")).Select(row => row.Score is not null), Is.EqualTo(new[] { true, true, true }));
    }

    [Test] // rows are stored already: the model works through them
    public async Task BatchCreateModels_MetricWithRows_ScoresThemInTheBackground()
    {
        await Data.SendAsync(Ingest.Series("batch.rows", Enumerable.Range(0, 300).Select(i => i % 7.0)));
        var request = new BatchCreateModelsRequest();
        request.Requests.Add(new[] { "batch.rows", "batch.rowless" }.Select(name => new CreateModelRequest { Spec = Custom(name) }));
        var results = (await Models.BatchCreateModelsAsync(request)).Results;
        Assert.That(results.Select(one => one.Response.Created), Is.EqualTo(new[] { true, true }));
        await ActiveAsync("batch.rows");
        Assert.That((await RowsAsync("batch.rows")).Select(row => row.Score is not null), Is.All.True);
    }
}
