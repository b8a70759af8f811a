using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Exchange;

/// <summary>Batches of models over gRPC: API-M-007, API-M-008, API-M-011.</summary>
[NonParallelizable]
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

    [Test] // API-M-007, API-M-008: checked before anything is created
    public async Task BatchCreateModels_AnyMalformed_CreatesNothing()
    {
        var unsupported = CloudWatchSpec("db");
        unsupported.Cloudwatch.MetricName = "Nothing";
        var specs = new[] { Custom("batch.good"), Custom("not good"), unsupported, new ModelSpec() };
        var request = new BatchCreateModelsRequest { Requests = { specs.Select(spec => new CreateModelRequest { Spec = spec }) } };
        var fault = Assert.ThrowsAsync<RpcException>(async () => await Models.BatchCreateModelsAsync(request));
        Assert.That(
            fault!.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>().FieldViolations.Select(one => one.Field),
            Is.EqualTo(
                new[] { "requests[1].spec.custom.target.key.metric_name", "requests[2].spec.cloudwatch.metric_name", "requests[3].spec" }
            )
        );
        Assert.That((await Metrics.ListMetricsAsync(new())).Metrics, Is.Empty);
        Assert.That((await Refusal.OfAsync(Models.BatchCreateModelsAsync(new()))).Field, Is.EqualTo("requests"));
    }
}
