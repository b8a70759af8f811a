using Grpc.Core;
using HtmIt.Core.Aws;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Autostacks;

/// <summary>Autostacks through gRPC, over a fake EC2: ASTK-001 to ASTK-009, ASTK-014, API-A.</summary>
public sealed class AutostackServiceTests : AutostackFixture
{
    [Test] // ASTK-001, API-A-001
    public async Task CreateAutostack_WithFilters_KeepsThemAsGiven()
    {
        var request = Request("  web tier ", ("tag:Name", ["web*", "www?"]), ("tag:Env", ["prod"]));
        var created = (await Autostacks.CreateAutostackAsync(request)).Autostack;
        var found = (await Autostacks.GetAutostackAsync(new() { Name = created.Name })).Autostack;
        Assert.That(found, Is.EqualTo(created));
        Assert.That((found.Title, found.Region, found.Filters), Is.EqualTo((request.Autostack.Title, Region, created.Filters)));
        Assert.That(found.Filters, Is.EqualTo(request.Autostack.Filters.OrderBy(filter => filter.Name, StringComparer.Ordinal)));
        Assert.That((await Autostacks.ListAutostacksAsync(new())).Autostacks, Is.EqualTo(new[] { found }));
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
        var refusal = await Refusal.OfAsync(Autostacks.CreateAutostackAsync(request));
        var reason = field == "region" ? "REGION_UNKNOWN" : "INVALID_FIELD";
        Assert.That((refusal.Code, refusal.Reason, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, reason, $"autostack.{field}")));
        Assert.That((await Autostacks.ListAutostacksAsync(new())).Autostacks, Is.Empty);
    }

    [Test]
    public async Task CreateAutostack_NameOfAFilterTwice_IsRefused()
    {
        var request = Request("web", ("tag:Name", ["a"]), ("tag:Name", ["b"]));
        var refusal = await Refusal.OfAsync(Autostacks.CreateAutostackAsync(request));
        Assert.That((refusal.Reason, refusal.Field), Is.EqualTo(("INVALID_FIELD", "autostack.filters[1].name")));
    }

    [Test] // ASTK-003
    public async Task CreateAutostack_MoreThan500Match_IsRefusedAndCreatesNothing()
    {
        AddMany(501);
        var refusal = await Refusal.OfAsync(Autostacks.CreateAutostackAsync(Request("web")));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.FailedPrecondition, "TOO_MANY_INSTANCES")));
        Assert.That((await Autostacks.ListAutostacksAsync(new())).Autostacks, Is.Empty);
        var preview = await Autostacks.PreviewAutostackInstancesAsync(
            new() { Region = Region, Filters = { Request("web").Autostack.Filters } }
        );
        Assert.That((preview.Instances.Count, preview.TooMany), Is.EqualTo((500, true)));

        Ec2.Resources.RemoveAt(0);
        var created = (await Autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var request = new ListAutostackInstancesRequest { Autostack = created.Name, PageSize = 300 };
        var first = await Autostacks.ListAutostackInstancesAsync(request);
        request.PageToken = first.NextPageToken;
        var second = await Autostacks.ListAutostackInstancesAsync(request);
        Assert.That((first.Instances.Count, second.Instances.Count, second.NextPageToken), Is.EqualTo((300, 200, "")));
        Assert.That(first.Instances.Concat(second.Instances).Select(one => one.InstanceId), Is.Unique.And.Ordered);
    }

    [Test] // ASTK-004, API-A-002, META-018
    public async Task CreateAutostack_NameInUse_IsRefusedInThatRegionOnly()
    {
        var first = (await Autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var refusal = await Refusal.OfAsync(Autostacks.CreateAutostackAsync(Request("web", ("tag:Other", ["x"]))));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.AlreadyExists, "AUTOSTACK_ALREADY_EXISTS")));
        Assert.That(refusal.Metadata["autostack"], Is.EqualTo(first.Name));
        Assert.That(refusal.Text, Does.Contain("unique"));
        var request = Request("web");
        request.Autostack.Region = "eu-west-1";
        Assert.That((await Autostacks.CreateAutostackAsync(request)).Autostack.Name, Is.Not.EqualTo(first.Name));
    }

    [Test] // The answer to the first call may be lost.
    public async Task CreateAutostack_TheSameAgain_GivesItBack()
    {
        var first = await Autostacks.CreateAutostackAsync(Request("web", ("tag:Name", ["a", "b"]), ("tag:Env", ["prod"])));
        var again = await Autostacks.CreateAutostackAsync(Request("web", ("tag:Env", ["prod"]), ("tag:Name", ["b", "a"])));
        var whole = await Autostacks.CreateAutostackAsync(new() { Autostack = first.Autostack });
        var fewer = await Refusal.OfAsync(Autostacks.CreateAutostackAsync(Request("web", ("tag:Name", ["a", "b"]))));

        Assert.That((first.Created, again.Created, whole.Created), Is.EqualTo((true, false, false)));
        Assert.That(new[] { again.Autostack, whole.Autostack }, Is.All.EqualTo(first.Autostack));
        Assert.That((fewer.Reason, fewer.Metadata["title"]), Is.EqualTo(("AUTOSTACK_ALREADY_EXISTS", "web")));
    }

    [Test] // ASTK-004: many at once, one wins
    public async Task CreateAutostack_SameNameAtOnce_OneWins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => await Autostacks.CreateAutostackAsync(Request("race"))));

        Assert.That(outcomes.Count(one => one.Created), Is.EqualTo(1));
        Assert.That(outcomes.Select(one => one.Autostack.Name).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task CreateAutostack_AwsFails_SaysWhyAndCreatesNothing()
    {
        Ec2.Fault = new(AwsFault.AccessDenied, "You are not authorized to perform ec2:DescribeInstances");
        var refusal = await Refusal.OfAsync(Autostacks.CreateAutostackAsync(Request("web")));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.PermissionDenied, "AWS_ACCESS_DENIED")));
        Assert.That(refusal.Text, Does.Contain("ec2:DescribeInstances"));
        Assert.That((await Autostacks.ListAutostacksAsync(new())).Autostacks, Is.Empty);
    }

    [Test] // ASTK-007, ASTK-009, ASTK-014, API-A-001, API-A-005, API-A-007
    public async Task AnyCall_UnknownAutostack_IsNotFound()
    {
        var unknown = new Autostack { Name = "autostacks/00000000000000000000000000000001" };
        var metric = $"{unknown.Name}/metrics/00000000000000000000000000000002";
        var refusals = new[]
        {
            await Refusal.OfAsync(Autostacks.GetAutostackAsync(new() { Name = unknown.Name })),
            await Refusal.OfAsync(Autostacks.DeleteAutostackAsync(new() { Name = unknown.Name })),
            await Refusal.OfAsync(Autostacks.ListAutostackInstancesAsync(new() { Autostack = unknown.Name })),
            await Refusal.OfAsync(Autostacks.ListAutostackMembershipChangesAsync(new() { Autostack = unknown.Name })),
            await Refusal.OfAsync(Autostacks.ListAutostackMetricsAsync(new() { Autostack = unknown.Name })),
            await Refusal.OfAsync(() => CreateMetricAsync(unknown, "AWS/EC2", "CPUUtilization")),
            await Refusal.OfAsync(Autostacks.DeleteAutostackMetricAsync(new() { Name = metric })),
        };
        Assert.That(refusals.Select(one => (one.Code, one.Reason)), Is.All.EqualTo((StatusCode.NotFound, "AUTOSTACK_NOT_FOUND")));
        var malformed = await Refusal.OfAsync(Autostacks.GetAutostackAsync(new() { Name = "autostacks/x" }));
        Assert.That((malformed.Code, malformed.Field), Is.EqualTo((StatusCode.InvalidArgument, "name")));
    }

    [Test] // ASTK-014, API-A-001, API-A-008
    public async Task DeleteAutostack_WithMetrics_DeletesThemAndNothingElse()
    {
        var one = (await Autostacks.CreateAutostackAsync(Request("one"))).Autostack;
        var other = (await Autostacks.CreateAutostackAsync(Request("other"))).Autostack;
        foreach (var name in new[] { "CPUUtilization", "NetworkIn" })
        {
            await CreateMetricAsync(one, "AWS/EC2", name);
        }
        var kept = (await CreateMetricAsync(other, "AWS/EC2", "CPUUtilization")).Model;
        await Autostacks.DeleteAutostackAsync(new() { Name = one.Name });
        Assert.That((await Autostacks.ListAutostacksAsync(new())).Autostacks, Is.EqualTo(new[] { other }));
        Assert.That((await Models.ListModelsAsync(new())).Models, Is.EqualTo(new[] { kept }));
        var again = await Refusal.OfAsync(Autostacks.DeleteAutostackAsync(new() { Name = one.Name }));
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
        var one = (await Autostacks.CreateAutostackAsync(Request("one"))).Autostack;
        var other = (await Autostacks.CreateAutostackAsync(Request("other"))).Autostack;
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

        await Autostacks.DeleteAutostackAsync(new() { Name = one.Name });

        var left = (await annotations.ListAnnotationsAsync(new())).Annotations.Select(note => note.Resource);
        Assert.That(left, Is.EqualTo(new[] { other.Name.Replace("autostacks/", "Autostacks/", StringComparison.Ordinal) }));
        Assert.That(await Tables.CountAsync(Server.ConnectionString, "select count(*) from metric"), Is.EqualTo(1));
        Assert.That(await Tables.CountAsync(Server.ConnectionString, "select count(*) from metric_data"), Is.EqualTo(2));
    }

    [Test] // API-A-003
    public async Task PreviewAndList_Instances_HaveAllThatIsKnown()
    {
        var web = Ec2.Add(Region, "i-2", ("Name", "web1"), ("Env", "prod"));
        Ec2.Add(Region, "i-1", ("Name", "web2"));
        Ec2.Add(Region, "i-3", ("Name", "db1"));
        Ec2.Add("eu-west-1", "i-4", ("Name", "web3"));
        var expected = new AutostackInstance
        {
            InstanceId = "i-2",
            State = "running",
            InstanceType = "m5.large",
            LaunchTime = new() { Seconds = web.LaunchTime!.Value.ToUnixTimeSeconds() },
            Region = Region,
            AwsResourceType = "AWS::EC2::Instance",
            Tags = { ["Name"] = "web1", ["Env"] = "prod" },
        };
        var preview = await Autostacks.PreviewAutostackInstancesAsync(
            new() { Region = Region, Filters = { Request("web").Autostack.Filters } }
        );
        Assert.That((preview.TooMany, preview.Instances.Count), Is.EqualTo((false, 2)));
        Assert.That(preview.Instances[1], Is.EqualTo(expected));
        var autostack = (await Autostacks.CreateAutostackAsync(Request("web"))).Autostack;
        var listed = await Autostacks.ListAutostackInstancesAsync(new() { Autostack = autostack.Name });
        Assert.That(listed.Instances, Is.EqualTo(preview.Instances));

        var nothing = await Autostacks.PreviewAutostackInstancesAsync(
            new() { Region = "sa-east-1", Filters = { Request("web").Autostack.Filters } }
        );
        Assert.That(nothing.Instances, Is.Empty);
        var region = await Refusal.OfAsync(
            Autostacks.PreviewAutostackInstancesAsync(new() { Filters = { Request("web").Autostack.Filters } })
        );
        var filters = await Refusal.OfAsync(Autostacks.PreviewAutostackInstancesAsync(new() { Region = Region }));
        Assert.That((region.Field, filters.Field), Is.EqualTo(("region", "filters")));

        var changes = (await Autostacks.ListAutostackMembershipChangesAsync(new() { Autostack = autostack.Name })).Changes;
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
            await Autostacks.CreateAutostackAsync(Request(name));
        }
        var names = new List<string>();
        var request = new ListAutostacksRequest { PageSize = 3 };
        do
        {
            var page = await Autostacks.ListAutostacksAsync(request);
            names.AddRange(page.Autostacks.Select(one => one.Title));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        Assert.That(names, Is.EqualTo(new[] { "a", "b", "c", "d" }));
    }

    private void AddMany(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Ec2.Add(Region, $"i-{i:d4}", ("Name", $"web{i}"));
        }
    }
}
