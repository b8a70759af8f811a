using Google.Rpc;
using Grpc.Core;
using HtmIt.Core.Actors;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using HtmIt.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Quotas;

/// <summary>The limit of instances, set to two: QUOTA.</summary>
public sealed class QuotaTests : ServerFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["HtmIt:Quota:Resources"] = "2",
            ["HtmIt:Quota:Edition"] = "test",
            ["HtmIt:CloudWatch:Enabled"] = "false",
            ["HtmIt:Aws:EndpointUrl"] = "http://127.0.0.1:1",
            ["HtmIt:Aws:RetrySeconds"] = "0",
            ["HtmIt:Aws:TimeoutSeconds"] = "1",
        };

    private IAutostackStore AutostackStore => Server.Services.GetRequiredService<IAutostackStore>();

    private IMetricStore Store => Server.Services.GetRequiredService<IMetricStore>();

    [TearDown]
    public async Task DeleteAllAsync()
    {
        foreach (var metric in await Store.ListAsync(new(), null, 1_000, CancellationToken.None))
        {
            await Store.DeleteAsync(metric, CancellationToken.None);
        }
        foreach (var autostack in await AutostackStore.ListAsync(null, 1_000, CancellationToken.None))
        {
            await AutostackStore.DeleteAsync(autostack.Id, CancellationToken.None);
        }
    }

    [Test] // QUOTA-001, QUOTA-007
    public async Task CreateModel_ThirdCustomMetric_IsRefusedWithTheCounts()
    {
        await MonitorAsync("quota.a");
        await MonitorAsync("quota.b", withRange: false);
        await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = "quota.c" } });

        var fault = Assert.ThrowsAsync<RpcException>(() => MonitorAsync("quota.c"));
        var refusal = Refusal.From(fault!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.ResourceExhausted, "QUOTA_EXCEEDED")));
            Assert.That(refusal.Text, Is.EqualTo("Server limit exceeded; edition=test; count=2; limit=2."));
            Assert.That(
                (refusal.Metadata["edition"], refusal.Metadata["count"], refusal.Metadata["limit"]),
                Is.EqualTo(("test", "2", "2"))
            );
            Assert.That(fault!.GetRpcStatus()!.GetDetail<QuotaFailure>().Violations[0].Description, Is.EqualTo(refusal.Text));
        }
        Assert.That((await MetricAsync("quota.c")).Status, Is.EqualTo(V1.MetricStatus.Unmonitored));
    }

    [Test] // QUOTA-001 recommended: monitored again, or of a resource that counts already, is no further instance
    public async Task CreateModel_AtTheLimit_TakesMoreOfTheSameResource()
    {
        await MonitorAsync("quota.a");
        await MonitorAsync("quota.b", "quota.host");
        await Metrics.CreateMetricAsync(
            new()
            {
                Metric = new() { MetricName = "quota.c", Resource = "quota.host" },
            }
        );
        var spec = new V1.ModelSpec { Custom = new() { Target = new() { Key = new() { MetricName = "quota.c" } } } };
        Assert.That((await Models.CreateModelAsync(new() { Spec = spec })).Created, Is.True);
        Assert.That((await Models.CreateModelAsync(new() { Spec = spec })).Created, Is.False);
    }

    [Test] // of a batch the first ones find room
    public async Task BatchCreateModels_BeyondTheLimit_RefusesTheRest()
    {
        await MonitorAsync("quota.a");
        var request = new V1.BatchCreateModelsRequest();
        foreach (var name in new[] { "quota.batch.a", "quota.batch.b", "quota.a" })
        {
            var spec = new V1.ModelSpec { Custom = new() { Target = new() { Key = new() { MetricName = name } } } };
            request.Requests.Add(new V1.CreateModelRequest { Spec = spec });
        }
        var results = (await Models.BatchCreateModelsAsync(request)).Results;
        Assert.That(results.Select(one => one.Response?.Created), Is.EqualTo(new bool?[] { true, null, false }));
        Assert.That(results[1].Error.Reason, Is.EqualTo(V1.ErrorReason.QuotaExceeded));
        var unknown = await Refusal.OfAsync(() => MetricAsync("quota.batch.b"));
        Assert.That(unknown.Reason, Is.EqualTo("METRIC_NOT_FOUND"), "nothing is left of what is refused");
    }

    [Test] // QUOTA-006: unmonitored metrics do not count, and make room
    public async Task CreateModel_AfterDelete_HasRoom()
    {
        await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = "quota.idle" } });
        var first = await MonitorAsync("quota.a");
        await MonitorAsync("quota.b");
        Assert.That((await Refusal.OfAsync(() => MonitorAsync("quota.c"))).Reason, Is.EqualTo("QUOTA_EXCEEDED"));
        await Models.DeleteModelAsync(new() { Name = first.Name });
        Assert.That((await MonitorAsync("quota.c")).Metric.Status, Is.EqualTo(V1.MetricStatus.Active));
    }

    [Test] // QUOTA-002
    public async Task TryAddAsync_ThirdResource_IsRefusedAndOneMoreOfAKnownOneTaken()
    {
        Assert.That(await AddAsync("i-1", "CPUUtilization"), Is.Not.Null);
        Assert.That(await AddAsync("i-2", "CPUUtilization"), Is.Not.Null);
        Assert.That(() => AddAsync("i-3", "CPUUtilization"), Throws.TypeOf<DomainException>());
        Assert.That(await AddAsync("i-2", "NetworkIn"), Is.Not.Null);
        Assert.That(await AddAsync("i-2", "NetworkIn"), Is.Null, "there already, no refusal");
    }

    [Test] // QUOTA-005
    public async Task CreateModel_ResourcesTookAllPlaces_IsRefused()
    {
        await AddAsync("i-1", "CPUUtilization");
        await MonitorAsync("quota.a");
        Assert.That(() => AddAsync("i-2", "CPUUtilization"), Throws.TypeOf<DomainException>());
        Assert.That((await Refusal.OfAsync(() => MonitorAsync("quota.b"))).Reason, Is.EqualTo("QUOTA_EXCEEDED"));
    }

    [Test] // QUOTA-003, QUOTA-004, QUOTA-005: counted from its creation on, and once with metrics
    public async Task TryAddAsync_ThirdAutostack_IsRefusedAndMetricsOfKnownOnesTaken()
    {
        var (first, second, third) = (NewAutostack("a"), NewAutostack("b"), NewAutostack("c"));
        Assert.That(await AutostackStore.TryAddAsync(first, [], default), Is.True);
        Assert.That(await AutostackStore.TryAddAsync(second, [], default), Is.True);
        Assert.That(() => AutostackStore.TryAddAsync(third, [], default), Throws.TypeOf<DomainException>());
        foreach (var metric in new[] { "CPUUtilization", "NetworkIn" })
        {
            await Models.CreateModelAsync(new() { Spec = Spec(first, metric) });
        }
        Assert.That((await Refusal.OfAsync(() => MonitorAsync("quota.a"))).Reason, Is.EqualTo("QUOTA_EXCEEDED"));
        Assert.That(await AutostackStore.FindAsync(third.Id, default), Is.Null);

        await AutostackStore.DeleteAsync(second.Id, default);
        await MonitorAsync("quota.a");
        Assert.That(() => AutostackStore.TryAddAsync(third, [], default), Throws.TypeOf<DomainException>());
    }

    [Test] // a resource whose last metric goes makes room for the one it goes to
    public async Task UpdateMetric_AtTheLimit_MovesWhereThatIsNoFurtherResource()
    {
        var alone = (await MonitorAsync("quota.a")).Metric;
        var shared = (await MonitorAsync("quota.b", "quota.host")).Metric;
        await MonitorAsync("quota.c", "quota.host");

        var moved = await Metrics.UpdateMetricAsync(
            new()
            {
                Metric = new() { Name = alone.Name, Resource = "quota.other" },
            }
        );
        Assert.That(moved.Metric.Resource, Is.EqualTo("quota.other"));
        var request = new V1.UpdateMetricRequest
        {
            Metric = new() { Name = shared.Name, Resource = "quota.third" },
        };
        Assert.That((await Refusal.OfAsync(Metrics.UpdateMetricAsync(request))).Reason, Is.EqualTo("QUOTA_EXCEEDED"));
        request.Metric.Resource = "quota.other";
        await Metrics.UpdateMetricAsync(request);
    }

    [Test] // as after an attempt whose answer was lost
    public async Task TryAddAsync_AutostackThatIsThereAlready_IsNoFurtherOne()
    {
        var (first, second) = (NewAutostack("a"), NewAutostack("b"));
        Assert.That(await AutostackStore.TryAddAsync(first, [], default), Is.True);
        Assert.That(await AutostackStore.TryAddAsync(second, [], default), Is.True);
        Assert.That(await AutostackStore.TryAddAsync(second, [], default), Is.True);
    }

    [Test] // QUOTA-008, QUOTA-007, API-I-006: nothing is left of what was refused
    public async Task Create_AtTheLimit_CreatesNothing()
    {
        var resources = new V1.ResourceService.ResourceServiceClient(Channel);
        var request = new V1.MonitorResourceRequest
        {
            Region = "us-west-2",
            Namespace = "AWS/RDS",
            AwsResourceId = "db-1",
        };
        await resources.MonitorResourceAsync(request);
        await MonitorAsync("quota.a");
        var before = (await Metrics.ListMetricsAsync(new())).Metrics;

        Assert.That((await Refusal.OfAsync(() => MonitorAsync("quota.new"))).Reason, Is.EqualTo("QUOTA_EXCEEDED"));
        request.AwsResourceId = "db-2";
        var refusal = await Refusal.OfAsync(resources.MonitorResourceAsync(request));
        Assert.That(
            (refusal.Code, refusal.Text),
            Is.EqualTo((StatusCode.ResourceExhausted, "Server limit exceeded; edition=test; count=2; limit=2."))
        );
        var again = new V1.MonitorResourceRequest(request) { AwsResourceId = "db-1" };
        var batch = await resources.BatchMonitorResourcesAsync(new() { Requests = { request, again } });
        Assert.That(batch.Results[0].Error.Reason, Is.EqualTo(V1.ErrorReason.QuotaExceeded));
        Assert.That(batch.Results[1].Response.Created, Is.False);
        Assert.That((await Metrics.ListMetricsAsync(new())).Metrics, Is.EqualTo(before));
    }

    [Test] // QUOTA-008 under concurrency: the check and the insert are one
    public async Task TryAddAsync_ManyAtOnce_NeverOvershoots()
    {
        for (var round = 0; round < 5; round++)
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => TryAsync(() => AddAsync($"i-{i}", "CPUUtilization"))));
            Assert.That(results.Count(added => added), Is.EqualTo(2));
            await DeleteAllAsync();
        }
    }

    private static async Task<bool> TryAsync(Func<Task<Metric?>> add)
    {
        try
        {
            return await add() is not null;
        }
        catch (DomainException refusal) when (refusal.Reason == Core.Errors.ErrorReason.QuotaExceeded)
        {
            return false;
        }
    }

    private Task<Metric?> AddAsync(string instance, string name)
    {
        var spec = new CloudWatchMetricSpec("us-west-2", "AWS/EC2", name, new Dictionary<string, string> { ["InstanceId"] = instance });
        var added = new NewMetric(MetricId.New(), CloudWatchDatasource.Instance, $"AWS/EC2/{name}", "a sentence", spec.Resource)
        {
            Identity = spec.Identity,
            Spec = new(spec),
            Definition = Server.Services.GetRequiredService<DefineModel>().Of(new ModelSpec(spec)),
        };
        return Store.TryAddAsync(added, CancellationToken.None);
    }

    private static Autostack NewAutostack(string name) =>
        new(AutostackId.New(), name, "us-west-2", new Dictionary<string, IReadOnlyList<string>> { ["tag:Name"] = [name] }, default);

    private static V1.ModelSpec Spec(Autostack autostack, string metric) =>
        new()
        {
            Autostack = new()
            {
                Autostack = autostack.Id.ResourceName,
                Namespace = "AWS/EC2",
                MetricName = metric,
            },
        };
}
