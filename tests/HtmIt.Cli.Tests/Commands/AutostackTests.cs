using System.Text.Json;
using Grpc.Core;
using HtmIt.Client;
using HtmIt.Client.Errors;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;
using Autostack = HtmIt.V1.Autostack;
using AutostackInstance = HtmIt.V1.AutostackInstance;
using MembershipChange = HtmIt.V1.MembershipChange;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>The client's autostacks and <c>htmit autostacks</c>.</summary>
public sealed class AutostackTests
{
    private const string Uid = "00000000000000000000000000000001";

    private readonly FakeServices _services = new();
    private FakeServer _server = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _services.Unary.Clear();
        var one = new V1.Autostack
        {
            Name = $"autostacks/{Uid}",
            Title = "web tier",
            Region = "us-west-2",
            AwsResourceType = "AWS::EC2::Instance",
            Namespace = "AWS/EC2",
            Filters =
            {
                new ResourceFilter { Name = "tag:Name", Values = { "web*" } },
            },
            CreateTime = new() { Seconds = 1_700_000_000 },
        };
        var other = one.Clone();
        (other.Name, other.Title, other.AwsResourceType, other.Namespace) = ("autostacks/2", "db", "AWS::RDS::DBInstance", "AWS/RDS");
        _services.On<ListAutostacksRequest, ListAutostacksResponse>(
            "ListAutostacks",
            request =>
                request.PageToken.Length == 0 ? new() { Autostacks = { one }, NextPageToken = "2" } : new() { Autostacks = { other } }
        );
        _server = await FakeServer.StartAsync(_services);
    }

    [TearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task ListAsync_SeveralPages_GivesAllOfThem()
    {
        using var client = _server.CreateClient();
        var all = await client.Autostacks.ListAsync().ToListAsync();
        Assert.That(all.Select(one => one.Title), Is.EqualTo(new[] { "web tier", "db" }));
        Assert.That(all[0].Filters["tag:Name"], Is.EqualTo(new[] { "web*" }));
        Assert.That(all[0].CreateTime, Is.EqualTo(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)));
    }

    [Test]
    public void CreateAsync_NameInUse_ThrowsWithTheExistingOne()
    {
        _services.On<CreateAutostackRequest, CreateAutostackResponse>(
            "CreateAutostack",
            _ => throw Failures.Create(StatusCode.AlreadyExists, ErrorReasons.AutostackAlreadyExists, ("autostack", "autostacks/7"))
        );
        using var client = _server.CreateClient();
        var filter = new AutostackFilter("us-west-2", new Dictionary<string, IReadOnlyList<string>> { ["tag:Name"] = ["x"] });
        Assert.That(
            () => client.Autostacks.CreateAsync("web", filter),
            Throws.TypeOf<AutostackAlreadyExistsException>().With.Property("Autostack").EqualTo("autostacks/7")
        );
    }

    [Test]
    public async Task Create_WithPreview_ShowsInstancesAndCreatesNothing()
    {
        PreviewAutostackInstancesRequest? asked = null;
        _services.On<PreviewAutostackInstancesRequest, PreviewAutostackInstancesResponse>(
            "PreviewAutostackInstances",
            request =>
            {
                asked = request;
                var instance = new V1.AutostackInstance
                {
                    InstanceId = "i-1",
                    State = "running",
                    LaunchTime = new() { Seconds = 1_700_000_000 },
                };
                return new() { Instances = { instance } };
            }
        );
        string[] filters = ["--filter", @"tag:Name=web*,a\,b", "--filter", "tag:Env=prod", "--filter", "tag:Env=test"];
        string[] command = ["autostacks", "create", "web tier", "--region", "us-west-2", "--preview", .. filters];
        var text = await CliRunner.RunAsync(_server.Address, command);
        var json = await CliRunner.RunAsync(_server.Address, [.. command, "--output", "json"]);

        Assert.That((text.ExitCode, json.ExitCode), Is.EqualTo((0, 0)), text.Error + json.Error);
        Assert.That(asked!.Filters[0].Values, Is.EqualTo(new[] { "web*", "a,b" }));
        Assert.That(asked.Filters[1].Values, Is.EqualTo(new[] { "prod", "test" }));
        Assert.That(text.Out, Does.Contain("i-1").And.Contain("1 match; nothing was created."));
        var launched = JsonDocument.Parse(json.Out).RootElement.GetProperty("instances")[0].GetProperty("launch_time").GetString();
        Assert.That(launched, Is.EqualTo("2023-11-14T22:13:20Z"));
    }

    [TestCase(0, "note: nothing that runs in us-west-2 matches the filters now; what comes later counts."), TestCase(1, "")]
    public async Task Create_Filters_SaysIfTheyMatchNothing(int matching, string note)
    {
        CreateAutostackRequest? asked = null;
        _services.On<CreateAutostackRequest, CreateAutostackResponse>(
            "CreateAutostack",
            request =>
            {
                asked = request;
                return new() { Autostack = request.Autostack, Created = true };
            }
        );
        _services.On<PreviewAutostackInstancesRequest, PreviewAutostackInstancesResponse>(
            "PreviewAutostackInstances",
            _ => new() { Instances = { Enumerable.Repeat(new V1.AutostackInstance { InstanceId = "i-1" }, matching) } }
        );
        string[] command = ["autostacks", "create", "web", "--region", "us-west-2", "--filter", @"tag:team\=a=b=c"];
        var (exitCode, _, error) = await CliRunner.RunAsync(_server.Address, command);

        Assert.That((exitCode, error.Trim()), Is.EqualTo((0, note)));
        var filter = asked!.Autostack.Filters.Single();
        Assert.That((filter.Name, filter.Values.Single()), Is.EqualTo(("tag:team=a", "b=c")));
    }

    [Test]
    public async Task MetricsAdd_ByNameOfTheAutostack_SaysWhatBecameOfEach()
    {
        AnswerBatch();
        var (exitCode, output, error) = await CliRunner.RunAsync(
            _server.Address,
            "autostacks",
            "metrics",
            "add",
            "web tier",
            "InstanceCount",
            "Nonsense"
        );
        Assert.That(exitCode, Is.EqualTo(1), error);
        Assert.That(output, Does.Contain("Autostacks/InstanceCount: is monitored from now on"));
        Assert.That(error, Is.EqualTo($"AWS/EC2/Nonsense: error: METRIC_NOT_SUPPORTED: no such metric{Environment.NewLine}"));
    }

    [Test]
    public async Task History_OfAnAutostack_ShowsJoinsAndLeaves()
    {
        var change = new V1.MembershipChange
        {
            InstanceId = "i-9",
            Kind = V1.MembershipChange.Types.Kind.Left,
            ChangeTime = new() { Seconds = 1_700_000_000 },
        };
        _services.On<ListAutostackMembershipChangesRequest, ListAutostackMembershipChangesResponse>(
            "ListAutostackMembershipChanges",
            _ => new() { Changes = { change } }
        );
        var (exitCode, output, _) = await CliRunner.RunAsync(_server.Address, "autostacks", "history", "web tier");
        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Does.Contain("i-9").And.Contain("left"));
        var unknown = await CliRunner.RunAsync(_server.Address, "autostacks", "history", "nope");
        Assert.That((unknown.ExitCode, unknown.Error.Trim()), Is.EqualTo((1, "error: There is no autostack 'nope'.")));
    }

    [Test]
    public async Task Create_OfAnotherType_AsksForIt()
    {
        PreviewAutostackInstancesRequest? previewed = null;
        CreateAutostackRequest? created = null;
        _services.On<PreviewAutostackInstancesRequest, PreviewAutostackInstancesResponse>(
            "PreviewAutostackInstances",
            request =>
            {
                previewed = request;
                return new()
                {
                    Instances =
                    {
                        new V1.AutostackInstance { InstanceId = "shop", AwsResourceType = request.AwsResourceType },
                    },
                };
            }
        );
        _services.On<CreateAutostackRequest, CreateAutostackResponse>(
            "CreateAutostack",
            request =>
            {
                created = request;
                return new() { Autostack = request.Autostack, Created = true };
            }
        );
        string[] command =
        [
            .. "autostacks create dbs --region us-west-2 --filter tag:stage=prod --type AWS::RDS::DBInstance --output json".Split(' '),
        ];
        var preview = await CliRunner.RunAsync(_server.Address, [.. command, "--preview"]);
        var create = await CliRunner.RunAsync(_server.Address, command);

        Assert.That((preview.ExitCode, create.ExitCode), Is.EqualTo((0, 0)), preview.Error + create.Error);
        Assert.That(
            (previewed!.AwsResourceType, created!.Autostack.AwsResourceType),
            Is.EqualTo(("AWS::RDS::DBInstance", "AWS::RDS::DBInstance"))
        );
        Assert.That(preview.Out, Does.Contain("\"aws_resource_type\":\"AWS::RDS::DBInstance\""));
    }

    [Test]
    public async Task MetricsAdd_OfAnotherType_NamesItsNamespace()
    {
        BatchCreateModelsRequest? asked = null;
        _services.On<BatchCreateModelsRequest, BatchCreateModelsResponse>(
            "BatchCreateModels",
            request =>
            {
                asked = request;
                return new();
            }
        );
        await CliRunner.RunAsync(
            _server.Address,
            "autostacks",
            "metrics",
            "add",
            "db",
            "CPUUtilization",
            "MemberCount",
            "AWS/EC2/NetworkIn"
        );

        Assert.That(
            asked!.Requests.Select(one => $"{one.Spec.Autostack.Namespace}/{one.Spec.Autostack.MetricName}"),
            Is.EqualTo(new[] { "AWS/RDS/CPUUtilization", "Autostacks/MemberCount", "AWS/EC2/NetworkIn" })
        );
    }

    private void AnswerBatch() =>
        _services.On<BatchCreateModelsRequest, BatchCreateModelsResponse>(
            "BatchCreateModels",
            request =>
            {
                Assert.That(request.Requests.Select(one => one.Spec.Autostack.Autostack), Is.All.EqualTo($"autostacks/{Uid}"));
                Assert.That(
                    request.Requests.Select(one => $"{one.Spec.Autostack.Namespace}/{one.Spec.Autostack.MetricName}"),
                    Is.EqualTo(new[] { "Autostacks/InstanceCount", "AWS/EC2/Nonsense" })
                );
                var model = new V1.Model { Metric = new() { MetricName = "Autostacks/InstanceCount" } };
                return new()
                {
                    Results =
                    {
                        new V1.CreateModelResult
                        {
                            Response = new() { Model = model, Created = true },
                        },
                        new V1.CreateModelResult
                        {
                            Error = new()
                            {
                                Code = (int)StatusCode.InvalidArgument,
                                Reason = ErrorReason.MetricNotSupported,
                                Message = "no such metric",
                            },
                        },
                    },
                };
            }
        );
}
