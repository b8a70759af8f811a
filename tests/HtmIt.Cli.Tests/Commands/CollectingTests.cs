using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>Why a metric has no data, as people and programs read it, and restarting all that a pattern matches.</summary>
public sealed class CollectingTests
{
    private static readonly Timestamp Newest = At(10, 0);

    private readonly FakeServices _services = new();
    private FakeServer _server = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _services.Unary.Clear();
        _server = await FakeServer.StartAsync(_services);
    }

    [TearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [TestCase(CollectStatus.Current, "", "up to date; last answer 2026-06-01 11:30:00; next try 2026-06-01 11:35:00")]
    [TestCase(
        CollectStatus.NoData,
        "no data for 1:30:00 h",
        "CloudWatch has nothing new for 1:30:00 h; last answer 2026-06-01 11:30:00; next try"
    )]
    [TestCase(CollectStatus.Stopped, "resource gone for 1:30:00 h", "AWS no longer lists the resource; it is looked for again; next try")]
    [TestCase(CollectStatus.Waiting, "not asked yet", "not asked for yet; next try 2026-06-01 11:35:00")]
    [TestCase(
        CollectStatus.Failing,
        "fails since 2026-06-01 11:00:00: no",
        "fails since 2026-06-01 11:00:00 and is tried again; last failure 2026-06-01 11:20:00; next try 2026-06-01 11:35:00; last answer"
    )]
    public async Task ListAndGet_CollectedMetric_SayWhyThereIsNoData(CollectStatus status, string brief, string sentence)
    {
        var metric = Collected(status);
        _services.On<ListMetricsRequest, ListMetricsResponse>("ListMetrics", _ => new() { Metrics = { metric } });
        _services.On<GetMetricRequest, GetMetricResponse>("GetMetric", _ => new() { Metric = metric });
        _services.On<ListModelsRequest, ListModelsResponse>("ListModels", _ => new() { Models = { ModelOf(metric) } });
        _services.On<GetModelRequest, GetModelResponse>("GetModel", _ => new() { Model = ModelOf(metric) });

        foreach (var list in new[] { "metrics", "models" })
        {
            Assert.That(Plain((await CliRunner.RunAsync(_server.Address, list, "list")).Out), Does.Contain(Plain(brief)));
            Assert.That(Plain((await CliRunner.RunAsync(_server.Address, list, "get", $"{list}/1")).Out), Does.Contain(Plain(sentence)));
        }

        var json = await CliRunner.RunAsync(_server.Address, "metrics", "list", "--output", "json");
        var collecting = JsonDocument.Parse(json.Out).RootElement.GetProperty("metrics")[0].GetProperty("collecting");
        Assert.That(collecting.GetProperty("next_try_time").GetString(), Is.EqualTo("2026-06-01T11:35:00Z"));
        Assert.That(collecting.TryGetProperty("last_error", out _), Is.EqualTo(status == CollectStatus.Failing));
    }

    [Test]
    public async Task Restart_Pattern_RestartsAllThatMatch()
    {
        RestartModelsRequest? asked = null;
        _services.On<RestartModelsRequest, RestartModelsResponse>(
            "RestartModels",
            request =>
            {
                asked = request;
                return new()
                {
                    Results =
                    {
                        new RestartModelResult
                        {
                            Name = "models/1",
                            Response = new() { Model = ModelOf(Collected(CollectStatus.Failing)) },
                        },
                        new RestartModelResult
                        {
                            Name = "models/2",
                            Error = new() { Reason = ErrorReason.MetricChanged, Message = "changed" },
                        },
                    },
                };
            }
        );

        var result = await CliRunner.RunAsync(_server.Address, "models", "restart", "AWS/*", "--status", "ERROR");
        var mixed = await CliRunner.RunAsync(_server.Address, "models", "restart", "AWS/*", "--min", "0", "--max", "1");
        var narrowed = await CliRunner.RunAsync(_server.Address, "models", "restart", "cpu", "--status", "ERROR");

        Assert.That(asked!.Selector.NamePatterns, Is.EqualTo(new[] { "AWS/*" }));
        Assert.That(asked.Selector.Statuses, Is.EqualTo(new[] { MetricStatus.Error }));
        Assert.That(
            (result.ExitCode, result.Out.Trim(), result.Error.Trim()),
            Is.EqualTo((1, "web/CPUUtilization: is restarted, generation 3", "models/2: error: METRIC_CHANGED: changed"))
        );
        Assert.That((mixed.ExitCode, narrowed.ExitCode), Is.EqualTo((2, 2)));
    }

    private static Metric Collected(CollectStatus status) =>
        new()
        {
            Name = "metrics/1",
            MetricName = "AWS/EC2/CPUUtilization",
            Datasource = Datasource.Cloudwatch,
            Resource = "r",
            TagName = "web",
            Status = MetricStatus.Active,
            Model = "models/1",
            LastSampleTime = Newest,
            Collecting = new()
            {
                Status = status,
                LastSuccessTime = status == CollectStatus.Waiting ? null : At(11, 30),
                NextTryTime = At(11, 35),
                LastError =
                    status == CollectStatus.Failing
                        ? new()
                        {
                            StartTime = At(11, 0),
                            Time = At(11, 20),
                            Message = "no",
                        }
                        : null,
            },
        };

    private static Model ModelOf(Metric metric) =>
        new()
        {
            Name = "models/1",
            Metric = metric,
            Generation = 3,
        };

    private static Timestamp At(int hour, int minute) => new DateTimeOffset(2026, 6, 1, hour, minute, 0, TimeSpan.Zero).ToTimestamp();

    /// <summary>Without the breaks that a table makes in long cells.</summary>
    private static string Plain(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
}
