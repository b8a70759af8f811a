using System.Text.Json;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;
using Op = HtmIt.V1.LabelMatcher.Types.Op;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>How people say which metrics they mean.</summary>
public sealed class SelectorOptionTests
{
    private readonly FakeServices _services = new();
    private FakeServer _server = null!;
    private MetricSelector? _asked;

    [SetUp]
    public async Task StartAsync()
    {
        _services.On<ListMetricsRequest, ListMetricsResponse>(
            "ListMetrics",
            request =>
            {
                _asked = request.Selector;
                return new() { TotalSize = request.IncludeTotalSize ? 7 : 0 };
            }
        );
        _services.On<ListModelsRequest, ListModelsResponse>(
            "ListModels",
            request =>
            {
                _asked = request.Selector;
                return new();
            }
        );
        _services.On<MonitorMetricsRequest, MonitorMetricsResponse>(
            "MonitorMetrics",
            request =>
            {
                _asked = request.Selector;
                var metric = new Metric { Name = "metrics/1", MetricName = "cpu" };
                return new()
                {
                    Results =
                    {
                        new MonitorMetricResult
                        {
                            Metric = metric.Name,
                            Response = new()
                            {
                                Created = true,
                                Model = new() { Name = "models/1", Metric = metric },
                            },
                        },
                        new MonitorMetricResult
                        {
                            Metric = "metrics/2",
                            Error = new() { Message = "no room" },
                        },
                    },
                };
            }
        );
        _server = await FakeServer.StartAsync(_services);
    }

    [TearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [TestCase("k=v", Op.Equal, "v")]
    [TestCase("k=a=~!", Op.Equal, "a=~!")]
    [TestCase("k!=v", Op.NotEqual, "v")]
    [TestCase("k~v*", Op.Like, "v*")]
    [TestCase("k~=x", Op.Like, "=x")]
    [TestCase("k!~v?", Op.NotLike, "v?")]
    [TestCase("k", Op.Present, "")]
    [TestCase("!k", Op.Absent, "")]
    public async Task Label_EachForm_IsOneCondition(string text, Op op, string value)
    {
        var (exitCode, _, _) = await CliRunner.RunAsync(_server.Address, "metrics", "list", "--label", text);

        var expected = Of("k", op, value.Length > 0 ? [value] : []);
        Assert.That((exitCode, _asked!.Labels.Single()), Is.EqualTo((0, expected)));
    }

    [Test]
    public async Task Label_SameLabelAgain_IsOneConditionOfSeveralValues()
    {
        await CliRunner.RunAsync(
            _server.Address,
            "metrics",
            "list",
            "--label",
            "k=a",
            "--label",
            "j!~x*",
            "--label",
            "k=b",
            "--label",
            "k!=c"
        );

        Assert.That(
            _asked!.Labels,
            Is.EqualTo(new[] { Of("k", Op.Equal, "a", "b"), Of("j", Op.NotLike, "x*"), Of("k", Op.NotEqual, "c") })
        );
    }

    [TestCase("=v")]
    [TestCase("k=")]
    [TestCase("!")]
    [TestCase("!k=v")]
    [TestCase("!=v")]
    [TestCase("k!x")]
    public async Task Label_NoForm_IsRefusedByItsRule(string text)
    {
        var (exitCode, _, error) = await CliRunner.RunAsync(_server.Address, "metrics", "list", "--label", text);

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(error, Does.Contain($"--label = '{text}': must be KEY=VALUE"));
    }

    [Test]
    public async Task List_AllOptions_AskForAllOfThem([Values("metrics", "models")] string what)
    {
        await CliRunner.RunAsync(
            _server.Address,
            what,
            "list",
            "--label",
            "a=1",
            "--label",
            "!b",
            "--name",
            "cpu*",
            "--name",
            "disk*",
            "--resource",
            "web-1",
            "--resource",
            "web-2",
            "--status",
            "active",
            "--status",
            "PENDING_DATA"
        );

        Assert.That(_asked!.Labels.Select(one => one.Key), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(_asked.NamePatterns, Is.EqualTo(new[] { "cpu*", "disk*" }));
        Assert.That(_asked.Resources, Is.EqualTo(new[] { "web-1", "web-2" }));
        Assert.That(_asked.Statuses, Is.EqualTo(new[] { MetricStatus.Active, MetricStatus.PendingData }));
    }

    [Test]
    public async Task MetricsList_Count_SaysHowMany()
    {
        var text = await CliRunner.RunAsync(_server.Address, "metrics", "list", "--count");
        var json = await CliRunner.RunAsync(_server.Address, "metrics", "list", "--count", "--output", "json");

        Assert.That(text.Out.Trim(), Is.EqualTo("7"));
        using var document = JsonDocument.Parse(json.Out);
        Assert.That(document.RootElement.GetProperty("total_size").GetInt64(), Is.EqualTo(7));
    }

    [Test]
    public async Task ModelsMonitor_Selected_SaysWhatBecameOfEach()
    {
        var (exitCode, output, error) = await CliRunner.RunAsync(_server.Address, "models", "monitor", "--label", "dc=a");

        Assert.That((exitCode, _asked!.Labels.Single().Values.Single()), Is.EqualTo((1, "a")));
        Assert.That(output, Does.Contain("cpu: is monitored from now on"));
        Assert.That(error, Does.Contain("metrics/2: error: ").And.Contain("no room"));
    }

    [Test]
    public async Task ModelsMonitor_NothingSaid_AsksWhich()
    {
        var (exitCode, _, error) = await CliRunner.RunAsync(_server.Address, "models", "monitor");

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(error, Does.Contain("--all"));
        Assert.That(_asked, Is.Null);
        Assert.That((await CliRunner.RunAsync(_server.Address, "models", "monitor", "--all")).ExitCode, Is.EqualTo(1));
    }

    private static LabelMatcher Of(string key, Op op, params string[] values) =>
        new()
        {
            Key = key,
            Op = op,
            Values = { values },
        };
}
