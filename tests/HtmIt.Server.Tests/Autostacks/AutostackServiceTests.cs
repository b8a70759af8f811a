using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Core.Aws;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Aws;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Autostacks;

/// <summary>Autostacks through gRPC, over a fake EC2: ASTK-001 to ASTK-009, ASTK-014, API-A.</summary>
public sealed class AutostackServiceTests : ServerFixture
{
    private const string Region = "us-west-2";

    private FakeInventory _ec2 = null!;
    private AutostackService.AutostackServiceClient _autostacks = null!;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["HtmIt:CloudWatch:Enabled"] = "false" };

    protected override void Replace(IServiceCollection services)
    {
        services.AddSingleton<IAwsInventory>(_ec2 = new());
        services.AddSingleton<ICloudWatch>(new FakeCloudWatch());
    }

    [SetUp]
    public async Task ClearAsync()
    {
        _autostacks = new(Channel);
        (_ec2.Fault, _) = (null, 0);
        _ec2.Resources.Clear();
        foreach (var autostack in (await _autostacks.ListAutostacksAsync(new())).Autostacks)
        {
            await _autostacks.DeleteAutostackAsync(new() { Name = autostack.Name });
        }
    }

    [Test] // ASTK-001, API-A-001
    public async Task CreateAutostack_WithFilters_KeepsThemAsGiven()
    {
        var request = Request("  web tier ", ("tag:Name", ["web*", "www?"]), ("tag:Env", ["prod"]));
        var created = (await _autostacks.CreateAutostackAsync(request)).Autostack;
        var found = (await _autostacks.GetAutostackAsync(new() { Name = created.Name })).Autostack;
        Assert.That(found, Is.EqualTo(created));
        Assert.That((found.Title, found.Region, found.Filters), Is.EqualTo((request.Autostack.Title, Region, created.Filters)));
        Assert.That(found.Filters, Is.EqualTo(request.Autostack.Filters.OrderBy(filter => filter.Name, StringComparer.Ordinal)));
        Assert.That((await _autostacks.ListAutostacksAsync(new())).Autostacks, Is.EqualTo(new[] { found }));
    }

    [TestCase("", Region, "tag:Name", "web", "title")]
    [TestCase(" \t", Region, "tag:Name", "web", "title")]
    [TestCase("web", "mars-1", "tag:Name", "web", "region")]
    [TestCase("web", "", "tag:Name", "web", "region")]
    [TestCase("web", Region, null, null, "filters")]
    [TestCase("web", Region, "tag:Name", null, "filters[0].values")]
    [TestCase("web", Region, "", "web", "filters[0].name")]
    [TestCase("web", Region, "tag:Name", @"we\b", "filters[0].values[0]")] // ASTK-002, ASTK-021
    public async Task CreateAutostack_BadField_NamesItAndCreatesNothing(
        string name,
        string region,
        string? key,
        string? value,
        string field
    )
    {
        var request = new CreateAutostackRequest
        {
            Autostack = new() { Title = name, Region = region },
        };
        if (key is not null)
        {
            request.Autostack.Filters.Add(new ResourceFilter { Name = key, Values = { value is null ? [] : new[] { value } } });
        }
        var refusal = await Refusal.OfAsync(_autostacks.CreateAutostackAsync(request));
        var reason = field == "region" ? "REGION_UNKNOWN" : "INVALID_FIELD";
        Assert.That((refusal.Code, refusal.Reason, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, reason, $"autostack.{field}")));
        Assert.That((await _autostacks.ListAutostacksAsync(new())).Autostacks, Is.Empty);
    }

    [Test]
    public async Task CreateAutostack_NameOfAFilterTwice_IsRefused()
    {
        var request = Request("web", ("tag:Name", ["a"]), ("tag:Name", ["b"]));
        var refusal = await Refusal.OfAsync(_autostacks.CreateAutostackAsync(request));
        Assert.That((refusal.Reason, refusal.Field), Is.EqualTo(("INVALID_FIELD", "autostack.filters[1].name")));
    }

    [Test] // ASTK-003
    public async Task CreateAutostack_MoreThan500Match_IsRefusedAndCreatesNothing()
    {
        AddMany(501);
        var refusal = await Refusal.OfAsync(_autostacks.CreateAutostackAsync(Request("web")));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.FailedPrecondition, "TOO_MANY_INSTANCES")));
        Assert.That((await _autostacks.ListAutostacksAsync(new())).Autostacks, Is.Empty);
        var preview = await _autostacks.PreviewAutostackInstancesAsync(
            new() { Region = Region, Filters = { Request("web").Autostack.Filters } }
        );
        Assert.That((preview.Instances.Count, preview.TooMany), Is.EqualTo((500, true)));

        _ec2.Resources.RemoveAt(0);
        var created = (await _autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var request = new ListAutostackInstancesRequest { Autostack = created.Name, PageSize = 300 };
        var first = await _autostacks.ListAutostackInstancesAsync(request);
        request.PageToken = first.NextPageToken;
        var second = await _autostacks.ListAutostackInstancesAsync(request);
        Assert.That((first.Instances.Count, second.Instances.Count, second.NextPageToken), Is.EqualTo((300, 200, "")));
        Assert.That(first.Instances.Concat(second.Instances).Select(one => one.InstanceId), Is.Unique.And.Ordered);
    }

    [Test] // ASTK-004, API-A-002, META-018
    public async Task CreateAutostack_NameInUse_IsRefusedInThatRegionOnly()
    {
        var first = (await _autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var refusal = await Refusal.OfAsync(_autostacks.CreateAutostackAsync(Request("web", ("tag:Other", ["x"]))));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.AlreadyExists, "AUTOSTACK_ALREADY_EXISTS")));
        Assert.That(refusal.Metadata["autostack"], Is.EqualTo(first.Name));
        Assert.That(refusal.Text, Does.Contain("unique"));
        var request = Request("web");
        request.Autostack.Region = "eu-west-1";
        Assert.That((await _autostacks.CreateAutostackAsync(request)).Autostack.Name, Is.Not.EqualTo(first.Name));
    }

    [Test] // The answer to the first call may be lost.
    public async Task CreateAutostack_TheSameAgain_GivesItBack()
    {
        var first = await _autostacks.CreateAutostackAsync(Request("web", ("tag:Name", ["a", "b"]), ("tag:Env", ["prod"])));
        var again = await _autostacks.CreateAutostackAsync(Request("web", ("tag:Env", ["prod"]), ("tag:Name", ["b", "a"])));
        var whole = await _autostacks.CreateAutostackAsync(new() { Autostack = first.Autostack });
        var fewer = await Refusal.OfAsync(_autostacks.CreateAutostackAsync(Request("web", ("tag:Name", ["a", "b"]))));

        Assert.That((first.Created, again.Created, whole.Created), Is.EqualTo((true, false, false)));
        Assert.That(new[] { again.Autostack, whole.Autostack }, Is.All.EqualTo(first.Autostack));
        Assert.That((fewer.Reason, fewer.Metadata["title"]), Is.EqualTo(("AUTOSTACK_ALREADY_EXISTS", "web")));
    }

    [Test] // ASTK-004: many at once, one wins
    public async Task CreateAutostack_SameNameAtOnce_OneWins()
    {
        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(async _ => await _autostacks.CreateAutostackAsync(Request("race")))
        );

        Assert.That(outcomes.Count(one => one.Created), Is.EqualTo(1));
        Assert.That(outcomes.Select(one => one.Autostack.Name).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task CreateAutostack_AwsFails_SaysWhyAndCreatesNothing()
    {
        _ec2.Fault = new(AwsFault.AccessDenied, "You are not authorized to perform ec2:DescribeInstances");
        var refusal = await Refusal.OfAsync(_autostacks.CreateAutostackAsync(Request("web")));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.PermissionDenied, "AWS_ACCESS_DENIED")));
        Assert.That(refusal.Text, Does.Contain("ec2:DescribeInstances"));
        Assert.That((await _autostacks.ListAutostacksAsync(new())).Autostacks, Is.Empty);
    }

    [TestCase("AWS/EC2", "CPUUtilization", 100)]
    [TestCase("AWS/EC2", "NetworkIn", 10_000_000)]
    [TestCase("Autostacks", "InstanceCount", 500)] // ASTK-005, ASTK-006, API-A-004
    public async Task CreateModel_SupportedMetric_HasTheRowOfTheContract(string ns, string name, double max)
    {
        var autostack = (await _autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var response = await CreateMetricAsync(autostack, ns, name);
        var metric = response.Model.Metric;
        Assert.That(response.Created, Is.True);
        using (Assert.EnterMultipleScope())
        {
            Assert.That((metric.MetricName, metric.Datasource), Is.EqualTo(($"{ns}/{name}", Datasource.Autostack)));
            Assert.That(metric.Resource, Is.EqualTo(autostack.Name.Replace("autostacks/", "Autostacks/", StringComparison.Ordinal)));
            Assert.That((metric.Region, metric.TagName), Is.EqualTo((Region, "web")));
            Assert.That((metric.Labels["aws.autostack"], metric.Labels["aws.region"]), Is.EqualTo(("web", Region)));
            Assert.That(metric.Labels["aws.namespace"], Is.EqualTo(ns));
            Assert.That(metric.Description, Is.EqualTo($"{name} on HTM-IT Autostack web in {Region} region"));
            Assert.That(metric.PollInterval, Is.EqualTo(Duration.FromTimeSpan(TimeSpan.FromSeconds(300))));
            Assert.That(metric.Status, Is.EqualTo(MetricStatus.Active));
            Assert.That(response.Model.EncoderResolution, Is.EqualTo(max / 114).Within(1e-9 * max));
        }
        Assert.That(response.Model.Spec, Is.EqualTo(autostack.Metric(ns, name)));
    }

    [Test] // API-A-004, ASTK-008: with both ends; a second time it is the same
    public async Task CreateModel_WithRangeAndAgain_IsMonitoredOnceWithThatRange()
    {
        var autostack = (await _autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var first = await CreateMetricAsync(autostack, "AWS/EC2", "CPUUtilization", new() { Min = 10, Max = 67 });
        Assert.That((first.Model.Spec.ModelParams.Min, first.Model.Spec.ModelParams.Max), Is.EqualTo((10d, 67d)));
        Assert.That(first.Model.EncoderResolution, Is.EqualTo(0.5).Within(1e-9));
        var second = await CreateMetricAsync(autostack, "AWS/EC2", "CPUUtilization");
        Assert.That((second.Created, second.Model), Is.EqualTo((false, first.Model)));
    }

    [Test] // ASTK-005
    public async Task CreateModel_AutostackSpec_CreatesTheMetric()
    {
        var autostack = (await _autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var spec = autostack.Metric("AWS/EC2", "NetworkOut");
        var created = await Models.CreateModelAsync(new() { Spec = spec });
        Assert.That((created.Created, created.Model.Spec), Is.EqualTo((true, spec)));
        var listed = (await _autostacks.ListAutostackMetricsAsync(new() { Autostack = autostack.Name })).Models;
        Assert.That(listed, Is.EqualTo(new[] { created.Model }));
    }

    [TestCase("", "CPUUtilization", "INVALID_FIELD", "spec.autostack.namespace")]
    [TestCase("AWS/EC2", "", "INVALID_FIELD", "spec.autostack.metric_name")]
    [TestCase("AWS/EC2", "StatusCheckFailed", "METRIC_NOT_SUPPORTED", "spec.autostack.metric_name")]
    [TestCase("Autostacks", "CPUUtilization", "METRIC_NOT_SUPPORTED", "spec.autostack.metric_name")]
    [TestCase("AWS/ELB", "Latency", "METRIC_NOT_SUPPORTED", "spec.autostack.metric_name")] // API-A-005
    public async Task CreateModel_BadMetric_IsRefused(string ns, string name, string reason, string field)
    {
        var autostack = (await _autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var refusal = await Refusal.OfAsync(() => CreateMetricAsync(autostack, ns, name));
        Assert.That((refusal.Code, refusal.Reason, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, reason, field)));
        Assert.That((await _autostacks.ListAutostackMetricsAsync(new() { Autostack = autostack.Name })).Models, Is.Empty);
    }

    [Test]
    public async Task CreateModel_AutostackMetricThatIsNone_SaysWhatThereIs()
    {
        var autostack = (await _autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var spec = autostack.Metric("AWS/EC2", "InstanceCount");
        var refusal = await Refusal.OfAsync(() => Models.CreateModelAsync(new() { Spec = spec }).ResponseAsync);
        Assert.That(
            refusal.Text,
            Does.StartWith("spec.autostack.metric_name = 'AWS/EC2/InstanceCount': must be one of AWS/EC2/CPUUtilization, ")
        );
    }

    [TestCase(1d, null, "spec.model_params.min")]
    [TestCase(null, 1d, "spec.model_params.max")] // API-A-006
    public async Task CreateModel_OneEndOfTheRange_IsRefused(double? min, double? max, string field)
    {
        var autostack = (await _autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var range = new ModelParams();
        if (min is { } low)
        {
            range.Min = low;
        }
        if (max is { } high)
        {
            range.Max = high;
        }
        var refusal = await Refusal.OfAsync(() => CreateMetricAsync(autostack, "AWS/EC2", "NetworkIn", range));
        Assert.That((refusal.Code, refusal.Reason, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, "INVALID_FIELD", field)));
    }

    [Test] // ASTK-007, ASTK-009, ASTK-014, API-A-001, API-A-005, API-A-007
    public async Task AnyCall_UnknownAutostack_IsNotFound()
    {
        var unknown = new Autostack { Name = "autostacks/00000000000000000000000000000001" };
        var metric = $"{unknown.Name}/metrics/00000000000000000000000000000002";
        var refusals = new[]
        {
            await Refusal.OfAsync(_autostacks.GetAutostackAsync(new() { Name = unknown.Name })),
            await Refusal.OfAsync(_autostacks.DeleteAutostackAsync(new() { Name = unknown.Name })),
            await Refusal.OfAsync(_autostacks.ListAutostackInstancesAsync(new() { Autostack = unknown.Name })),
            await Refusal.OfAsync(_autostacks.ListAutostackMembershipChangesAsync(new() { Autostack = unknown.Name })),
            await Refusal.OfAsync(_autostacks.ListAutostackMetricsAsync(new() { Autostack = unknown.Name })),
            await Refusal.OfAsync(() => CreateMetricAsync(unknown, "AWS/EC2", "CPUUtilization")),
            await Refusal.OfAsync(_autostacks.DeleteAutostackMetricAsync(new() { Name = metric })),
        };
        Assert.That(refusals.Select(one => (one.Code, one.Reason)), Is.All.EqualTo((StatusCode.NotFound, "AUTOSTACK_NOT_FOUND")));
        var malformed = await Refusal.OfAsync(_autostacks.GetAutostackAsync(new() { Name = "autostacks/x" }));
        Assert.That((malformed.Code, malformed.Field), Is.EqualTo((StatusCode.InvalidArgument, "name")));
    }

    [Test] // API-A-004, API-A-005: each item has a result of its own
    public async Task BatchCreateModels_GoodAndBad_GivesEachItsResult()
    {
        var autostack = (await _autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var gone = new Autostack { Name = "autostacks/00000000000000000000000000000001" };
        var wanted = new[] { (autostack, "CPUUtilization"), (gone, "NetworkIn"), (autostack, "NetworkIn"), (autostack, "CPUUtilization") };
        var request = new BatchCreateModelsRequest();
        request.Requests.Add(wanted.Select(one => new CreateModelRequest { Spec = one.Item1.Metric("AWS/EC2", one.Item2) }));
        var results = (await Models.BatchCreateModelsAsync(request)).Results;
        Assert.That(results.Select(one => one.Response?.Created), Is.EqualTo(new bool?[] { true, null, true, false }));
        Assert.That(results[3].Response.Model, Is.EqualTo(results[0].Response.Model));
        Assert.That(results[1].Error.Reason, Is.EqualTo(ErrorReason.AutostackNotFound));

        request.Requests.Add(new CreateModelRequest { Spec = autostack.Metric("AWS/EC2", "Nonsense") });
        var again = (await Models.BatchCreateModelsAsync(request)).Results;
        Assert.That(again.Select(one => one.Response?.Created), Is.EqualTo(new bool?[] { false, null, false, false, null }));
        Assert.That(again[4].Error.Reason, Is.EqualTo(ErrorReason.MetricNotSupported));
        Assert.That(again[4].Error.FieldViolations.Single().Field, Is.EqualTo("spec.autostack.metric_name"));
    }

    [Test] // ASTK-009, API-A-007, API-A-008, META-018
    public async Task DeleteAutostackMetric_OwnForeignAndUnknown_DeletesOnlyItsOwn()
    {
        var one = (await _autostacks.CreateAutostackAsync(Request("one"))).Autostack;
        var other = (await _autostacks.CreateAutostackAsync(Request("other"))).Autostack;
        var own = (await CreateMetricAsync(one, "AWS/EC2", "CPUUtilization")).Model;
        var foreign = (await CreateMetricAsync(other, "AWS/EC2", "CPUUtilization")).Model;
        Assert.That(own.Name, Is.Not.EqualTo(foreign.Name));

        var wrong = await Refusal.OfAsync(_autostacks.DeleteAutostackMetricAsync(new() { Name = $"{one.Name}/{foreign.Metric.Name}" }));
        Assert.That((wrong.Code, wrong.Reason), Is.EqualTo((StatusCode.InvalidArgument, "METRIC_NOT_OF_AUTOSTACK")));
        Assert.That(wrong.Text, Does.Contain("does not belong to autostack"));
        var model = await Refusal.OfAsync(Models.DeleteModelAsync(new() { Name = own.Name }));
        Assert.That((model.Code, model.Reason), Is.EqualTo((StatusCode.FailedPrecondition, "MODEL_OF_AUTOSTACK")));
        Assert.That(model.Text, Does.Contain("AutostackService"));

        await _autostacks.DeleteAutostackMetricAsync(new() { Name = $"{one.Name}/{own.Metric.Name}" });
        var gone = await Refusal.OfAsync(_autostacks.DeleteAutostackMetricAsync(new() { Name = $"{one.Name}/{own.Metric.Name}" }));
        Assert.That((gone.Code, gone.Reason), Is.EqualTo((StatusCode.NotFound, "METRIC_NOT_FOUND")));
        Assert.That((await Refusal.OfAsync(Models.GetModelAsync(new() { Name = own.Name }))).Code, Is.EqualTo(StatusCode.NotFound));
        Assert.That((await _autostacks.ListAutostackMetricsAsync(new() { Autostack = one.Name })).Models, Is.Empty);
        Assert.That((await _autostacks.ListAutostackMetricsAsync(new() { Autostack = other.Name })).Models, Is.EqualTo(new[] { foreign }));
    }

    [Test] // ASTK-014, API-A-001, API-A-008
    public async Task DeleteAutostack_WithMetrics_DeletesThemAndNothingElse()
    {
        var one = (await _autostacks.CreateAutostackAsync(Request("one"))).Autostack;
        var other = (await _autostacks.CreateAutostackAsync(Request("other"))).Autostack;
        foreach (var name in new[] { "CPUUtilization", "NetworkIn" })
        {
            await CreateMetricAsync(one, "AWS/EC2", name);
        }
        var kept = (await CreateMetricAsync(other, "AWS/EC2", "CPUUtilization")).Model;
        await _autostacks.DeleteAutostackAsync(new() { Name = one.Name });
        Assert.That((await _autostacks.ListAutostacksAsync(new())).Autostacks, Is.EqualTo(new[] { other }));
        Assert.That((await Models.ListModelsAsync(new())).Models, Is.EqualTo(new[] { kept }));
        var again = await Refusal.OfAsync(_autostacks.DeleteAutostackAsync(new() { Name = one.Name }));
        Assert.That((again.Code, again.Reason), Is.EqualTo((StatusCode.NotFound, "AUTOSTACK_NOT_FOUND")));
        Assert.That(
            await Tables.CountAsync(
                Server.ConnectionString,
                "select count(*) from autostack_member_change c where not exists (select 1 from autostack a where a.id = c.autostack_id)"
            ),
            Is.Zero
        );
    }

    [Test] // ASTK-014, API-O-005: the stored samples and the notes, too
    public async Task DeleteAutostack_WithDataAndAnnotations_LeavesOnlyThoseOfOthers()
    {
        var annotations = new AnnotationService.AnnotationServiceClient(Channel);
        var one = (await _autostacks.CreateAutostackAsync(Request("one"))).Autostack;
        var other = (await _autostacks.CreateAutostackAsync(Request("other"))).Autostack;
        var runtime = Server.Services.GetRequiredService<Core.Actors.IModelRuntime>();
        foreach (var autostack in new[] { one, other })
        {
            var metric = (await CreateMetricAsync(autostack, "AWS/EC2", "CPUUtilization")).Model.Metric;
            Assert.That(Core.Names.MetricId.TryParseMetric(metric.Name, out var id));
            var next = DateTimeOffset.FromUnixTimeSeconds(Ingest.Start + 600);
            await runtime.CollectAsync(id, [new(Ingest.Start, 1), new(Ingest.Start + 300, 2)], next, CancellationToken.None);
            var note = new Annotation
            {
                AnnotatedTime = new() { Seconds = Ingest.Start },
                Client = "device",
                User = "user",
                Resource = metric.Resource,
                Message = "Deployed",
            };
            await annotations.CreateAnnotationAsync(new() { Annotation = note });
        }

        await _autostacks.DeleteAutostackAsync(new() { Name = one.Name });

        var left = (await annotations.ListAnnotationsAsync(new())).Annotations.Select(note => note.Resource);
        Assert.That(left, Is.EqualTo(new[] { other.Name.Replace("autostacks/", "Autostacks/", StringComparison.Ordinal) }));
        Assert.That(await Tables.CountAsync(Server.ConnectionString, "select count(*) from metric"), Is.EqualTo(1));
        Assert.That(await Tables.CountAsync(Server.ConnectionString, "select count(*) from metric_data"), Is.EqualTo(2));
    }

    [Test] // API-A-003
    public async Task PreviewAndList_Instances_HaveAllThatIsKnown()
    {
        var web = _ec2.Add(Region, "i-2", ("Name", "web1"), ("Env", "prod"));
        _ec2.Add(Region, "i-1", ("Name", "web2"));
        _ec2.Add(Region, "i-3", ("Name", "db1"));
        _ec2.Add("eu-west-1", "i-4", ("Name", "web3"));
        var expected = new AutostackInstance
        {
            InstanceId = "i-2",
            State = "running",
            InstanceType = "m5.large",
            LaunchTime = new() { Seconds = web.LaunchTime!.Value.ToUnixTimeSeconds() },
            Region = Region,
            Tags = { ["Name"] = "web1", ["Env"] = "prod" },
        };
        var preview = await _autostacks.PreviewAutostackInstancesAsync(
            new() { Region = Region, Filters = { Request("web").Autostack.Filters } }
        );
        Assert.That((preview.TooMany, preview.Instances.Count), Is.EqualTo((false, 2)));
        Assert.That(preview.Instances[1], Is.EqualTo(expected));
        var autostack = (await _autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var listed = await _autostacks.ListAutostackInstancesAsync(new() { Autostack = autostack.Name });
        Assert.That(listed.Instances, Is.EqualTo(preview.Instances));

        var nothing = await _autostacks.PreviewAutostackInstancesAsync(
            new() { Region = "sa-east-1", Filters = { Request("web").Autostack.Filters } }
        );
        Assert.That(nothing.Instances, Is.Empty);
        var region = await Refusal.OfAsync(
            _autostacks.PreviewAutostackInstancesAsync(new() { Filters = { Request("web").Autostack.Filters } })
        );
        var filters = await Refusal.OfAsync(_autostacks.PreviewAutostackInstancesAsync(new() { Region = Region }));
        Assert.That((region.Field, filters.Field), Is.EqualTo(("region", "filters")));

        var changes = (await _autostacks.ListAutostackMembershipChangesAsync(new() { Autostack = autostack.Name })).Changes;
        Assert.That(
            changes.Select(one => (one.InstanceId, one.InstanceName, one.Kind)),
            Is.EqualTo(new[] { ("i-2", "web1", MembershipChange.Types.Kind.Joined), ("i-1", "web2", MembershipChange.Types.Kind.Joined) })
        );
    }

    [Test] // API-A-001: pages of any size give each once
    public async Task ListAutostacks_InPages_GivesEachOnceInOrder()
    {
        foreach (var name in new[] { "d", "b", "a", "c" })
        {
            await _autostacks.CreateAutostackAsync(Request(name));
        }
        var names = new List<string>();
        var request = new ListAutostacksRequest { PageSize = 3 };
        do
        {
            var page = await _autostacks.ListAutostacksAsync(request);
            names.AddRange(page.Autostacks.Select(one => one.Title));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        Assert.That(names, Is.EqualTo(new[] { "a", "b", "c", "d" }));
    }

    private static CreateAutostackRequest Request(string name, params (string Key, string[] Values)[] filters)
    {
        var request = new CreateAutostackRequest
        {
            Autostack = new() { Title = name, Region = Region },
        };
        foreach (var (key, values) in filters.Length == 0 ? [("tag:Name", ["web*"])] : filters)
        {
            request.Autostack.Filters.Add(new ResourceFilter { Name = key, Values = { values } });
        }
        return request;
    }

    private async Task<CreateModelResponse> CreateMetricAsync(Autostack autostack, string ns, string name, ModelParams? range = null)
    {
        var spec = autostack.Metric(ns, name);
        spec.ModelParams = range;
        return await Models.CreateModelAsync(new() { Spec = spec });
    }

    private void AddMany(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _ec2.Add(Region, $"i-{i:d4}", ("Name", $"web{i}"));
        }
    }
}
