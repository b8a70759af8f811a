using Grpc.Core;
using HtmIt.Client;
using HtmIt.Client.Errors;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Aws;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.CloudWatch;

/// <summary>Discovery through the server, on a real fake AWS. API-S-007.</summary>
[NonParallelizable]
public sealed partial class CloudWatchServiceTests : ServerFixture
{
    private const string Oregon = "us-west-2";

    private MotoServer _moto = null!;
    private FaultyAws _aws = null!;
    private string _web = "";
    private string _database = "";

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?>
        {
            ["HtmIt:Aws:EndpointUrl"] = _aws.Url.ToString(),
            ["HtmIt:Aws:RetrySeconds"] = "0",
            ["HtmIt:CloudWatch:Enabled"] = "false",
            ["HtmIt:CloudWatch:DollarsPerThousandMetrics"] = "0.02",
            ["HtmIt:Aws:Accounts:other:Profile"] = "a-profile-that-nobody-has",
        };

    private CloudWatchService.CloudWatchServiceClient Service => new(Channel);

    protected override async Task PrepareAsync()
    {
        _moto = await MotoServer.EmptyAsync(CancellationToken.None);
        _aws = await FaultyAws.StartAsync(_moto.Url);
        var region = _moto.Region(Oregon);
        _web = await region.AddInstanceAsync("m5.large", ("Name", "web-1"), ("stage", "prod"));
        _database = await region.AddInstanceAsync("m5.large", ("stage", "prod"));
        var gone = await region.AddInstanceAsync("m5.large", ("Name", "gone"));
        await region.TerminateInstanceAsync(gone);
        await region.AddGroupAsync("workers", 0, ("Name", "the workers"));
        await region.AddQueueAsync("mails");
        await region.AddDatabaseAsync("shop", 20);
        (DateTimeOffset, double)[] now = [(TimeProvider.System.GetUtcNow(), 1)];
        await region.PutMetricDataAsync("Shop/Orders", "Duration", "Service", "checkout", now);
        await region.PutMetricDataAsync("Shop/Orders", "Failures", "Service", "checkout", now);
        await region.PutMetricDataAsync("Shop/Orders", "Duration", "Service", "search", now);
        await region.PutMetricDataAsync("AWS/ApplicationELB", "RequestCount", "LoadBalancer", "app/shop/1", now);
    }

    [OneTimeTearDown]
    public async Task StopAwsAsync() => await (_aws?.DisposeAsync() ?? ValueTask.CompletedTask);

    [TearDown]
    public void BeGood() => _aws.Otherwise = _ => null;

    [Test]
    public async Task ListRegionsAndNamespaces_Always_HoldThemWithAutostacks()
    {
        var namespaces = await Service.ListNamespacesAsync(new());
        var regions = await Service.ListRegionsAsync(new());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(regions.Regions.Select(region => region.Region), Does.Contain(Oregon));
            Assert.That((await Service.ListAccountsAsync(new())).Accounts.Select(one => one.Account), Is.EqualTo(new[] { "other" }));
            Assert.That(
                namespaces.Namespaces.Select(ns => ns.Namespace),
                Is.EqualTo(
                    new[]
                    {
                        "AWS/ApplicationELB",
                        "AWS/AutoScaling",
                        "AWS/DynamoDB",
                        "AWS/EBS",
                        "AWS/EC2",
                        "AWS/ELB",
                        "AWS/Lambda",
                        "AWS/NetworkELB",
                        "AWS/RDS",
                        "AWS/Redshift",
                        "AWS/SNS",
                        "AWS/SQS",
                        "Autostacks",
                    }
                )
            );
        }
    }

    [Test]
    public async Task GetNamespace_KnownAndUnknown_IsFoundAndNotFound()
    {
        var ec2 = (await Service.GetNamespaceAsync(new() { Namespace = "AWS/EC2" })).Namespace;
        var autostacks = (await Service.GetNamespaceAsync(new() { Namespace = "Autostacks" })).Namespace;
        var unknown = await Refusal.OfAsync(Service.GetNamespaceAsync(new() { Namespace = "AWS/OpsWorks" }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(ec2.Dimensions, Is.EqualTo(new[] { "InstanceId", "AutoScalingGroupName" }));
            Assert.That(ec2.Metrics.Select(metric => metric.MetricName), Does.Contain("CPUUtilization"));
            Assert.That(ec2.Metrics[0].Period.Seconds, Is.EqualTo(300));
            Assert.That(autostacks.Metrics.Select(metric => metric.MetricName), Is.EqualTo(new[] { "InstanceCount", "MemberCount" }));
            Assert.That(autostacks.Dimensions, Is.Empty);
            Assert.That((unknown.Code, unknown.Reason), Is.EqualTo((StatusCode.NotFound, "NAMESPACE_NOT_FOUND")));
        }
    }

    [Test]
    public async Task ListResources_AllKindsAndOne_AreWhatExists()
    {
        var all = await Service.ListAwsResourcesAsync(new() { Region = Oregon });
        var instances = await Service.ListAwsResourcesAsync(new() { Region = Oregon, Namespace = "AWS/EC2" });
        var databases = await Service.ListAwsResourcesAsync(new() { Region = Oregon, AwsResourceType = "AWS::RDS::DBInstance" });
        var elsewhere = await Service.ListAwsResourcesAsync(new() { Region = "eu-west-1", Namespace = "AWS/EC2" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                all.Resources.Select(one => one.AwsResourceId),
                Is.SupersetOf(new[] { _web, _database, "workers", "mails", "shop" })
            );
            Assert.That(
                instances.Resources.Select(one => one.AwsResourceId),
                Is.EquivalentTo(new[] { _web, _database }),
                "without the terminated one"
            );
            Assert.That(elsewhere.Resources, Is.Empty);
            var shop = databases.Resources.Single();
            Assert.That((shop.AwsResourceId, shop.ProviderState, shop.Namespace), Is.EqualTo(("shop", "available", "AWS/RDS")));
            var web = instances.Resources.Single(one => one.AwsResourceId == _web);
            Assert.That((web.DisplayName, web.ProviderState, web.Dimension), Is.EqualTo(("web-1", "running", "InstanceId")));
            Assert.That(web.Tags["stage"], Is.EqualTo("prod"));
        }
    }

    [Test]
    public async Task ListResources_TagFilters_AlternativesWithinAndAllBetweenKeys()
    {
        var both = await FilteredAsync(new TagFilter { Key = "stage", Values = { "test", "pr?d" } });
        var one = await FilteredAsync(
            new TagFilter { Key = "stage", Values = { "prod" } },
            new TagFilter { Key = "Name", Values = { "web-*" } }
        );
        var none = await FilteredAsync(new TagFilter { Key = "stage", Values = { "PROD" } });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(both, Is.EquivalentTo(new[] { _web, _database }));
            Assert.That(one, Is.EqualTo(new[] { _web }));
            Assert.That(none, Is.Empty);
        }
    }

    [Test]
    public async Task List_WhatDoesNotExist_IsNotFoundByName()
    {
        using (Assert.EnterMultipleScope())
        {
            await AssertRefusedAsync(new() { Region = "mars-1" }, StatusCode.InvalidArgument, "REGION_UNKNOWN");
            await AssertRefusedAsync(new() { Region = "" }, StatusCode.InvalidArgument, "REGION_UNKNOWN");
            await AssertRefusedAsync(new() { Region = Oregon, Namespace = "AWS/Mars" }, StatusCode.NotFound, "NAMESPACE_NOT_FOUND");
            await AssertRefusedAsync(
                new()
                {
                    Region = Oregon,
                    Namespace = "AWS/SQS",
                    MetricName = "CPUUtilization",
                },
                StatusCode.NotFound,
                "CLOUD_WATCH_METRIC_NOT_FOUND"
            );
            await AssertRefusedAsync(new() { Region = Oregon, Account = "nobody" }, StatusCode.InvalidArgument, "ACCOUNT_UNKNOWN");
            await AssertRefusedAsync(new() { Region = Oregon, PageSize = -1 }, StatusCode.InvalidArgument, "INVALID_FIELD");
            await AssertRefusedAsync(new() { Region = Oregon, PageToken = "AAAA" }, StatusCode.InvalidArgument, "PAGE_TOKEN_MISMATCH");
            await AssertRefusedAsync(
                new()
                {
                    Region = Oregon,
                    TagFilters =
                    {
                        new TagFilter { Key = "", Values = { "x" } },
                    },
                },
                StatusCode.InvalidArgument,
                "INVALID_FIELD"
            );
            await AssertRefusedAsync(
                new() { Region = Oregon, TagFilters = { new TagFilter { Key = "x" } } },
                StatusCode.InvalidArgument,
                "INVALID_FIELD"
            );
        }
    }

    [Test]
    public async Task TypedClient_Discovery_IsThatOfTheService()
    {
        using var client = new HtmItClient(Server.Address);
        var tags = new Dictionary<string, IReadOnlyList<string>> { ["Name"] = ["web-?", "nothing"] };

        var regions = await client.CloudWatch.ListRegionsAsync();
        var ec2 = await client.CloudWatch.GetNamespaceAsync("AWS/EC2");
        var resources = await client.CloudWatch.ListAwsResourcesAsync(Oregon, new() { PageSize = 2 }).ToListAsync();
        var metrics = await client
            .CloudWatch.ListAvailableMetricsAsync(Oregon, new() { Tags = tags, MetricName = "NetworkIn" })
            .ToListAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(regions.Select(region => region.Region), Does.Contain(Oregon));
            Assert.That(await client.CloudWatch.ListAccountsAsync(), Is.EqualTo(new[] { new Client.CloudWatchAccount("other") }));
            Assert.That(await client.CloudWatch.ListNamespacesAsync(), Has.Count.EqualTo(13));
            Assert.That(ec2.Metrics[0].DefaultMax, Is.EqualTo(100));
            Assert.That(
                resources.Select(one => one.AwsResourceId),
                Is.SupersetOf(new[] { _web, _database, "workers", "mails", "shop" }).And.Unique
            );
            Assert.That(metrics.Single().Metric.Dimensions, Is.EqualTo(new Dictionary<string, string> { ["InstanceId"] = _web }));
            Assert.That(() => client.CloudWatch.GetNamespaceAsync("AWS/Mars"), Throws.TypeOf<NamespaceNotFoundException>());
            Assert.That(
                async () => await client.CloudWatch.ListAwsResourcesAsync(Oregon, new() { Account = "other" }).ToListAsync(),
                Throws.TypeOf<AwsCredentialsRefusedException>()
            );
        }
    }

    [TestCase(400, "Throttling", StatusCode.ResourceExhausted, "AWS_THROTTLED")]
    [TestCase(403, "AccessDenied", StatusCode.PermissionDenied, "AWS_ACCESS_DENIED")]
    [TestCase(403, "InvalidClientTokenId", StatusCode.FailedPrecondition, "AWS_CREDENTIALS_REFUSED")]
    [TestCase(400, "InvalidAction", StatusCode.FailedPrecondition, "AWS_REFUSED")]
    public async Task List_AwsRefuses_SaysSo(int status, string code, StatusCode expected, string reason)
    {
        _aws.Otherwise = _ => AwsReply.Error(status, code);

        await AssertRefusedAsync(new() { Region = Oregon, Namespace = "AWS/RDS" }, expected, reason);
    }

    // What one service refuses keeps nobody from what the others list.
    [TestCase(403, "AccessDenied", ErrorReason.AwsAccessDenied), TestCase(400, "InvalidAction", ErrorReason.AwsRefused)]
    [TestCase(500, "InternalFailure", ErrorReason.AwsUnavailable)]
    public async Task List_OneServiceRefuses_ListsTheOthersAndNamesIt(int status, string code, ErrorReason reason)
    {
        _aws.Otherwise = request => request.IsAction("DescribeDBInstances") ? AwsReply.Error(status, code) : null;

        var resources = await Service.ListAwsResourcesAsync(new() { Region = Oregon });
        var metrics = await Service.ListAvailableMetricsAsync(new() { Region = Oregon, AwsResourceId = _web });
        var firstPage = await Service.ListAwsResourcesAsync(new() { Region = Oregon, PageSize = 1 });
        var last = await Service.ListAwsResourcesAsync(
            new()
            {
                Region = Oregon,
                PageSize = 1,
                PageToken = firstPage.NextPageToken,
            }
        );

        var skipped = resources.Skipped.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(resources.Resources.Select(one => one.AwsResourceId), Is.SupersetOf(new[] { _web, _database, "workers", "mails" }));
            Assert.That(
                (skipped.Service, skipped.Region, skipped.AwsResourceType, skipped.Permission),
                Is.EqualTo(("RDS", Oregon, "AWS::RDS::DBInstance", "rds:DescribeDBInstances"))
            );
            Assert.That(skipped.Error.Reason, Is.EqualTo(reason));
            Assert.That(metrics.Metrics, Has.Count.EqualTo(5));
            Assert.That(metrics.Skipped.Single(), Is.EqualTo(skipped));
            Assert.That((firstPage.Skipped.Count, last.Skipped.Count), Is.EqualTo((0, 0)), "not asked for these pages");
        }
    }

    [Test]
    public async Task List_PermissionIsMissing_IsNamedInTheMessage()
    {
        _aws.Otherwise = _ => AwsReply.Error(403, "AccessDenied", "no");

        var refusal = await Refusal.OfAsync(Service.ListAwsResourcesAsync(new() { Region = Oregon, Namespace = "AWS/RDS" }));

        Assert.That(refusal.Text, Does.EndWith("it needs the permission rds:DescribeDBInstances"));
    }

    [Test]
    public async Task TypedClient_OneServiceRefuses_IsToldOnce()
    {
        using var client = new HtmItClient(Server.Address);
        var skipped = new List<Client.SkippedService>();
        _aws.Otherwise = request => request.IsAction("DescribeAutoScalingGroups") ? AwsReply.Error(403, "AccessDenied") : null;

        var resources = await client
            .CloudWatch.ListAwsResourcesAsync(Oregon, new() { PageSize = 2, OnSkipped = skipped.Add })
            .ToListAsync();

        Assert.That(resources.Select(one => one.AwsResourceId), Is.SupersetOf(new[] { _web, "mails", "shop" }));
        var one = skipped.Single();
        Assert.That((one.Service, one.Permission), Is.EqualTo(("Auto Scaling", "autoscaling:DescribeAutoScalingGroups")));
        Assert.That(one.Error, Is.TypeOf<AwsAccessDeniedException>());
    }

    [Test]
    public async Task TypedClient_TagsAreRefused_LoadBalancersAreListedWithoutThem()
    {
        using var client = new HtmItClient(Server.Address);
        var skipped = new List<Client.SkippedService>();
        _aws.Otherwise = request =>
            request.IsAction("DescribeTags") ? AwsReply.Error(403, "AccessDenied")
            : request.IsAction("DescribeLoadBalancers")
                ? AwsReply.Ok(
                    "<R><DescribeLoadBalancersResult><LoadBalancerDescriptions><member><LoadBalancerName>front</LoadBalancerName></member>"
                        + "</LoadBalancerDescriptions></DescribeLoadBalancersResult></R>"
                )
            : null;

        var resources = await client
            .CloudWatch.ListAwsResourcesAsync(Oregon, new() { Namespace = "AWS/ELB", OnSkipped = skipped.Add })
            .ToListAsync();
        var preview = new PreviewAutostackInstancesRequest
        {
            Region = Oregon,
            AwsResourceType = "AWS::ElasticLoadBalancing::LoadBalancer",
            Filters =
            {
                new ResourceFilter { Name = "tag:stage", Values = { "prod" } },
            },
        };
        var refusal = await Refusal.OfAsync(new AutostackService.AutostackServiceClient(Channel).PreviewAutostackInstancesAsync(preview));

        Assert.That(resources.Select(one => one.AwsResourceId), Is.EqualTo(new[] { "front" }));
        var one = skipped.Single();
        Assert.That((one.TagsOnly, one.Permission), Is.EqualTo((true, "elasticloadbalancing:DescribeTags")));
        Assert.That(
            refusal.Text,
            Does.EndWith("it needs the permission elasticloadbalancing:DescribeTags"),
            "members are no matter of guessing"
        );
    }

    [Test]
    public async Task List_AwsFails_IsUnavailable()
    {
        _aws.Otherwise = _ => AwsReply.Error(500, "InternalFailure");

        await AssertRefusedAsync(new() { Region = Oregon, Namespace = "AWS/RDS" }, StatusCode.Unavailable, "AWS_UNAVAILABLE");
    }

    [Test]
    public Task List_AccountWithoutCredentials_SaysSo() =>
        AssertRefusedAsync(new() { Region = Oregon, Account = "other" }, StatusCode.FailedPrecondition, "AWS_CREDENTIALS_REFUSED");

    private async Task AssertRefusedAsync(ListAvailableMetricsRequest request, StatusCode code, string reason)
    {
        var refusal = await Refusal.OfAsync(Service.ListAvailableMetricsAsync(request));

        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((code, reason)));
    }

    private async Task<IEnumerable<string>> FilteredAsync(params TagFilter[] filters) =>
        (await Service.ListAwsResourcesAsync(new() { Region = Oregon, TagFilters = { filters } })).Resources.Select(resource =>
            resource.AwsResourceId
        );
}
