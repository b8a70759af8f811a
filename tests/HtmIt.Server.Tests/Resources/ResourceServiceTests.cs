using Grpc.Core;
using HtmIt.Core.Names;
using HtmIt.Core.Resources;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using Resource = HtmIt.V1.Resource;

namespace HtmIt.Server.Tests.Resources;

/// <summary>Whole instances: API-I, META-016, META-017.</summary>
public sealed class ResourceServiceTests : ServerFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["HtmIt:CloudWatch:Enabled"] = "false",
            ["HtmIt:Aws:EndpointUrl"] = "http://127.0.0.1:1",
            ["HtmIt:Aws:RetrySeconds"] = "0",
            ["HtmIt:Aws:TimeoutSeconds"] = "1",
            ["HtmIt:Aws:Accounts:staging:Profile"] = "staging",
        };

    private ResourceService.ResourceServiceClient Resources => new(Channel);

    [TearDown]
    public async Task DeleteAllAsync()
    {
        foreach (var resource in (await Resources.ListResourcesAsync(new())).Resources)
        {
            await Resources.DeleteResourceAsync(new() { Name = resource.Name });
        }
    }

    [Test] // API-I-001, API-I-008
    public async Task MonitorInstance_ThenDelete_ComesAndGoesWithItsDefaultMetrics()
    {
        Assert.That((await Resources.ListResourcesAsync(new())).Resources, Is.Empty);
        var monitored = await Resources.MonitorResourceAsync(Ec2("i-1"));
        var listed = (await Resources.ListResourcesAsync(new())).Resources;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(monitored.Created, Is.True);
            Assert.That(listed, Is.EqualTo(new[] { monitored.Resource }));
            Assert.That(
                monitored.Resource,
                Is.EqualTo(
                    new Resource
                    {
                        Name = NameOf("us-west-2/AWS/EC2/i-1"),
                        Text = "us-west-2/AWS/EC2/i-1",
                        Region = "us-west-2",
                        Namespace = "AWS/EC2",
                        AwsResourceId = "i-1",
                        AwsResourceType = "AWS::EC2::Instance",
                        Statuses = { MetricStatus.Active },
                        MetricCount = 3,
                    }
                )
            );
        }
        var models = (await Models.ListModelsAsync(new() { Selector = new() { Resources = { monitored.Resource.Text } } })).Models;
        Assert.That(
            models.Select(model => model.Metric.MetricName),
            Is.EqualTo(new[] { "AWS/EC2/CPUUtilization", "AWS/EC2/DiskWriteBytes", "AWS/EC2/NetworkIn" })
        );

        Assert.That((await Resources.DeleteResourceAsync(new() { Name = listed[0].Name })).DeletedModelCount, Is.EqualTo(3));
        Assert.That((await Resources.ListResourcesAsync(new())).Resources, Is.Empty);
        Assert.That(
            (await Metrics.ListMetricsAsync(new() { Selector = new() { Resources = { monitored.Resource.Text } } })).Metrics,
            Is.Empty
        );
    }

    [Test] // API-I-002, API-I-004: AWS is not asked whether they exist
    public async Task BatchMonitorInstances_SeveralKinds_MonitorsAllInOrder()
    {
        var request = new BatchMonitorResourcesRequest
        {
            Requests = { Ec2("i-2"), Of("AWS/RDS", "no-such-db"), Of("AWS/SQS", "jobs"), Ec2("InstanceId/i-2") },
        };
        var results = (await Resources.BatchMonitorResourcesAsync(request)).Results;
        Assert.That(
            results.Select(one => (one.Response.Resource.Text, one.Response.Created, one.Response.Resource.MetricCount)),
            Is.EqualTo(
                new[]
                {
                    ("us-west-2/AWS/EC2/i-2", true, 3),
                    ("us-west-2/AWS/RDS/no-such-db", true, 2),
                    ("us-west-2/AWS/SQS/jobs", true, 3),
                    ("us-west-2/AWS/EC2/i-2", false, 3),
                }
            )
        );
        var names = (await Resources.ListResourcesAsync(new())).Resources.Select(resource => resource.Name).ToArray();
        Assert.That(names, Has.Length.EqualTo(3));
        var deleted = (await Resources.BatchDeleteResourcesAsync(new() { Names = { names } })).Results;
        Assert.That(deleted.Select(one => one.Response.DeletedModelCount), Is.EquivalentTo(new[] { 2, 3, 3 }));
        Assert.That((await Resources.ListResourcesAsync(new())).Resources, Is.Empty);
    }

    [TestCase("", "AWS/EC2", "i-1", "", "region")]
    [TestCase("us-nowhere-1", "AWS/EC2", "i-1", "", "region")]
    [TestCase("us-west-2", "", "i-1", "", "namespace")]
    [TestCase("us-west-2", "AWS/OpsWorks", "i-1", "", "namespace")]
    [TestCase("us-west-2", "AWS/EC2", "", "", "aws_resource_id")]
    [TestCase("us-west-2", "AWS/EC2", "InstanceId/", "", "aws_resource_id")]
    [TestCase("us-west-2", "AWS/EC2", "i\0", "", "aws_resource_id")]
    [TestCase("us-west-2", "AWS/EC2", "i-1", "unknown", "account")] // API-I-003
    public async Task MonitorInstance_BadField_IsRefusedByName(string region, string ns, string id, string account, string field)
    {
        var request = new MonitorResourceRequest
        {
            Region = region,
            Namespace = ns,
            AwsResourceId = id,
            Account = account,
        };
        var reason = field switch
        {
            "region" => "REGION_UNKNOWN",
            "account" => "ACCOUNT_UNKNOWN",
            _ => "INVALID_FIELD",
        };
        var refusal = await Refusal.OfAsync(Resources.MonitorResourceAsync(request));
        Assert.That((refusal.Code, refusal.Reason, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, reason, field)));
        if (field is "region" or "namespace")
        {
            Assert.That(refusal.Text, Does.Contain("Not supported."));
        }

        var batch = new BatchMonitorResourcesRequest { Requests = { Ec2("i-before"), request } };
        var results = (await Resources.BatchMonitorResourcesAsync(batch)).Results;
        Assert.That(results[1].Error.FieldViolations.Single().Field, Is.EqualTo(field));
        Assert.That(results[0].Response.Created, Is.True, "one that is wrong does not keep the others from it");
        await Resources.DeleteResourceAsync(new() { Name = results[0].Response.Resource.Name });
    }

    [Test] // API-I-003, API-I-007
    public async Task Batches_Empty_AreRefused()
    {
        Assert.That((await Refusal.OfAsync(Resources.BatchMonitorResourcesAsync(new()))).Field, Is.EqualTo("requests"));
        Assert.That((await Refusal.OfAsync(Resources.BatchDeleteResourcesAsync(new()))).Field, Is.EqualTo("names"));
    }

    [Test] // API-I-005
    public async Task MonitorInstance_MonitoredAlready_AddsNothing()
    {
        var spec = new ModelSpec
        {
            Cloudwatch = new()
            {
                Region = "us-west-2",
                Namespace = "AWS/EC2",
                MetricName = "NetworkOut",
                Dimensions = { ["InstanceId"] = "i-5" },
            },
        };
        await Models.CreateModelAsync(new() { Spec = spec });
        var again = await Resources.MonitorResourceAsync(Ec2("i-5"));
        Assert.That((again.Created, again.Resource.MetricCount), Is.EqualTo((false, 1)));
    }

    [Test] // a queue of the same name in another account is another one
    public async Task MonitorInstance_MonitoredInAnotherAccount_MonitorsItInThisOneToo()
    {
        await Resources.MonitorResourceAsync(Of("AWS/SQS", "jobs"));
        var staging = Of("AWS/SQS", "jobs");
        staging.Account = "staging";
        var other = await Resources.MonitorResourceAsync(staging);
        Assert.That((other.Created, other.Resource.MetricCount), Is.EqualTo((true, 3)));
        var listed = (await Resources.ListResourcesAsync(new())).Resources;
        Assert.That(
            listed.Select(one => (one.Text, one.Account)),
            Is.EquivalentTo(new[] { (other.Resource.Text, ""), (other.Resource.Text, "staging") })
        );
        var models = (await Models.ListModelsAsync(new() { Selector = new() { Resources = { "us-west-2/AWS/SQS/jobs" } } })).Models;
        Assert.That(
            models.Select(model => model.Spec.Cloudwatch.Account).Order(),
            Is.EqualTo(new[] { "", "", "", "staging", "staging", "staging" })
        );
        Assert.That(models.Select(model => model.Metric.ResourceName).Distinct(), Is.EquivalentTo(listed.Select(one => one.Name)));
        Assert.That((await Resources.MonitorResourceAsync(staging)).Created, Is.False);

        await Resources.DeleteResourceAsync(new() { Name = other.Resource.Name });
        Assert.That((await Resources.ListResourcesAsync(new())).Resources.Single().Account, Is.Empty);
    }

    [Test]
    public async Task MonitorInstance_ManyAtOnce_IsCreatedByOne()
    {
        var calls = Enumerable.Range(0, 20).Select(_ => Resources.MonitorResourceAsync(Ec2("i-many")).ResponseAsync);
        var responses = await Task.WhenAll(calls);
        Assert.That(responses.Count(one => one.Created), Is.EqualTo(1));
        Assert.That((await Resources.ListResourcesAsync(new())).Resources.Single().MetricCount, Is.EqualTo(3));
    }

    [Test] // API-I-007
    public async Task BatchDeleteInstances_KnownAndUnknown_DeletesTheKnown()
    {
        await Resources.MonitorResourceAsync(Ec2("i-7"));
        await Resources.MonitorResourceAsync(Ec2("i-8"));
        string[] names = [NameOf("us-west-2/AWS/EC2/i-none"), NameOf("us-west-2/AWS/EC2/i-7"), NameOf("us-west-2/AWS/EC2/i-8")];
        var results = (await Resources.BatchDeleteResourcesAsync(new() { Names = { names } })).Results;
        Assert.That(
            (results[0].Error.Code, results[0].Error.Reason, results[0].Error.Metadata["resource"]),
            Is.EqualTo(((int)StatusCode.NotFound, ErrorReason.ResourceNotFound, names[0]))
        );
        Assert.That(results.Skip(1).Select(one => one.Response.DeletedModelCount), Is.EqualTo(new[] { 3, 3 }));

        var refusal = await Refusal.OfAsync(Resources.DeleteResourceAsync(new() { Name = names[1] }));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.NotFound, "RESOURCE_NOT_FOUND")));
    }

    [Test] // API-I-007, repeated after a lost answer
    public async Task BatchDeleteInstances_AllowMissing_MayBeRepeated()
    {
        var request = new BatchDeleteResourcesRequest
        {
            Names = { (await Resources.MonitorResourceAsync(Ec2("i-9"))).Resource.Name },
            AllowMissing = true,
        };
        var first = (await Resources.BatchDeleteResourcesAsync(request)).Results.Single();
        var again = (await Resources.BatchDeleteResourcesAsync(request)).Results.Single();
        Assert.That((first.Response.DeletedModelCount, again.Response.DeletedModelCount), Is.EqualTo((3, 0)));
    }

    [Test] // API-I-007
    public async Task BatchDeleteInstances_SeveralBadNames_NamesEach()
    {
        var names = new[] { "resources/x", NameOf("us-west-2/AWS/EC2/i-1"), "metrics/1" };
        var refusal = await Refusal.OfAsync(Resources.BatchDeleteResourcesAsync(new() { Names = { names } }));
        Assert.That(refusal.Fields, Is.EqualTo(new[] { "names[0]", "names[2]" }));
    }

    [Test]
    public async Task GetInstance_KnownAndGone_GivesItByItsName()
    {
        var monitored = (await Resources.MonitorResourceAsync(Ec2("i-6"))).Resource;
        Assert.That((await Resources.GetResourceAsync(new() { Name = monitored.Name })).Resource, Is.EqualTo(monitored));

        await Resources.DeleteResourceAsync(new() { Name = monitored.Name });
        var gone = await Refusal.OfAsync(Resources.GetResourceAsync(new() { Name = monitored.Name }));
        Assert.That((gone.Code, gone.Reason), Is.EqualTo((StatusCode.NotFound, "RESOURCE_NOT_FOUND")));
        Assert.That((await Resources.MonitorResourceAsync(Ec2("i-6"))).Resource.Name, Is.EqualTo(monitored.Name), "again under its name");
    }

    [TestCase("")]
    [TestCase("resources/")]
    [TestCase("us-west-2/AWS/EC2/i-1")]
    [TestCase("resources/us-west-2%2FAWS%2FEC2%2Fi-1")]
    public async Task DeleteInstance_BadName_IsRefused(string name)
    {
        Assert.That((await Refusal.OfAsync(Resources.DeleteResourceAsync(new() { Name = name }))).Field, Is.EqualTo("name"));
        var batch = await Refusal.OfAsync(Resources.BatchDeleteResourcesAsync(new() { Names = { NameOf("x"), name } }));
        Assert.That(batch.Field, Is.EqualTo("names[1]"));
        var history = await Refusal.OfAsync(Resources.ListProviderStateChangesAsync(new() { Resource = name }));
        Assert.That(history.Field, Is.EqualTo("resource"));
    }

    [Test] // API-O-005: they stay while a metric of the instance is left
    public async Task BatchDeleteInstances_Annotated_TakesItsAnnotationsOnly()
    {
        var annotations = new AnnotationService.AnnotationServiceClient(Channel);
        var (one, other) = (
            (await Resources.MonitorResourceAsync(Ec2("i-1"))).Resource,
            (await Resources.MonitorResourceAsync(Ec2("i-2"))).Resource
        );
        foreach (var resource in new[] { one.Text, other.Text })
        {
            var note = new Annotation
            {
                AnnotatedTime = new() { Seconds = Ingest.Start },
                Client = "device",
                User = "user",
                Resource = resource,
                Message = "Deployed",
            };
            await annotations.CreateAnnotationAsync(new() { Annotation = note });
        }

        await Models.DeleteModelAsync(
            new() { Name = (await Models.ListModelsAsync(new() { Selector = new() { Resources = { one.Text } } })).Models[0].Name }
        );
        Assert.That(await ResourcesAsync(), Is.EquivalentTo(new[] { one.Text, other.Text }));
        await Resources.BatchDeleteResourcesAsync(new() { Names = { one.Name } });
        Assert.That(await ResourcesAsync(), Is.EqualTo(new[] { other.Text }));
        await Resources.DeleteResourceAsync(new() { Name = other.Name });
        Assert.That(await ResourcesAsync(), Is.Empty);

        async Task<IEnumerable<string>> ResourcesAsync() =>
            (await annotations.ListAnnotationsAsync(new())).Annotations.Select(annotation => annotation.Resource);
    }

    [Test] // META-016, META-017: custom metrics by resource, states side by side, unmonitored ones in the list of metrics only
    public async Task ListInstances_CustomMetricsOfOneResource_AreOneInstance()
    {
        foreach (var (name, range) in new[] { ("inst.a", true), ("inst.b", false), ("inst.c", true) })
        {
            await MonitorAsync(name, "rack 4/left", range);
        }
        await MonitorAsync("inst.alone");
        await Models.DeleteModelAsync(new() { Name = (await ModelAsync("inst.c")).Name });

        var resources = (await Resources.ListResourcesAsync(new())).Resources;
        Assert.That(resources.Select(one => (one.Text, one.MetricCount)), Is.EqualTo(new[] { ("inst.alone", 1), ("rack 4/left", 2) }));
        Assert.That(resources[1].Statuses, Is.EqualTo(new[] { MetricStatus.PendingData, MetricStatus.Active }));
        Assert.That((resources[1].Name, resources[1].Namespace), Is.EqualTo((NameOf("rack 4/left"), "inst.a")));
        var metrics = (await Metrics.ListMetricsAsync(new() { Selector = new() { Resources = { "rack 4/left" } } })).Metrics;
        Assert.That(metrics.Select(metric => metric.MetricName), Is.EqualTo(new[] { "inst.a", "inst.b", "inst.c" }));

        await Resources.DeleteResourceAsync(new() { Name = resources[1].Name });
        Assert.That((await MetricAsync("inst.a")).Status, Is.EqualTo(MetricStatus.Unmonitored), "custom metrics stay");
        Assert.That((await Metrics.ListMetricsAsync(new() { Selector = new() { Resources = { "nothing" } } })).Metrics, Is.Empty);
    }

    [Test] // suggestions: a region that there is; AWS answers about none of the kinds
    public async Task SuggestInstances_AwsUnreachable_IsRefused()
    {
        var refusal = Assert.ThrowsAsync<RpcException>(async () => await Resources.SuggestResourcesAsync(new()));
        Assert.That(refusal!.StatusCode, Is.EqualTo(StatusCode.Unavailable));
        Assert.That((await Refusal.OfAsync(Resources.SuggestResourcesAsync(new() { Region = "x" }))).Field, Is.EqualTo("region"));
        Assert.That((await Refusal.OfAsync(Resources.SuggestResourcesAsync(new() { Account = "x" }))).Field, Is.EqualTo("account"));
    }

    [Test] // A17
    public async Task ListInstances_InPages_GivesEachOnceInOrder()
    {
        foreach (var name in new[] { "p.d", "p.a", "p.c", "p.b", "p.e" })
        {
            await MonitorAsync(name);
        }
        var resources = new List<string>();
        var request = new ListResourcesRequest { PageSize = 2 };
        do
        {
            var page = await Resources.ListResourcesAsync(request);
            resources.AddRange(page.Resources.Select(one => one.Text));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        Assert.That(resources, Is.EqualTo(new[] { "p.a", "p.b", "p.c", "p.d", "p.e" }));
    }

    [Test] // META-015
    public async Task ListInstanceStatusHistory_InPages_GivesTheChangesNewestFirst()
    {
        var store = Server.Services.GetRequiredService<IProviderStateStore>();
        var start = new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
        foreach (var (status, i) in new[] { "pending", "running", "running", "stopped" }.Select((one, i) => (one, i)))
        {
            await store.AppendIfChangedAsync(
                [(ResourceId.Of("", "us-west-2/AWS/EC2/i-9"), status)],
                start.AddMinutes(i),
                CancellationToken.None
            );
        }
        var request = new ListProviderStateChangesRequest { Resource = NameOf("us-west-2/AWS/EC2/i-9"), PageSize = 2 };
        var first = await Resources.ListProviderStateChangesAsync(request);
        request.PageToken = first.NextPageToken;
        var second = await Resources.ListProviderStateChangesAsync(request);
        Assert.That(
            first.Changes.Concat(second.Changes).Select(one => (one.ProviderState, one.ChangeTime.ToDateTimeOffset())),
            Is.EqualTo(new[] { ("stopped", start.AddMinutes(3)), ("running", start.AddMinutes(1)), ("pending", start) })
        );
    }

    private static string NameOf(string text) => ResourceId.Of("", text).ResourceName;

    private static MonitorResourceRequest Ec2(string id) => Of("AWS/EC2", id);

    private static MonitorResourceRequest Of(string ns, string id) =>
        new()
        {
            Region = "us-west-2",
            Namespace = ns,
            AwsResourceId = id,
        };
}
