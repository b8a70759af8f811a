using Grpc.Core;
using HtmIt.Client;
using HtmIt.Client.Errors;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>Metrics of AWS share their names; what lists show of them tells them apart and can be typed.</summary>
public sealed class MetricNameTests
{
    private const string Web1 = "us-west-2/AWS/EC2/i-1";
    private const string Web2 = "us-west-2/AWS/EC2/i-2";

    private readonly FakeServices _services = new();
    private FakeServer _server = null!;

    [SetUp]
    public async Task StartAsync()
    {
        V1.Metric[] metrics =
        [
            Of("1", "AWS/EC2/CPUUtilization", Web1, "web 1"),
            Of("2", "AWS/EC2/CPUUtilization", Web2, ""),
            Of("3", "AWS/SQS/SentMessageSize", "us-west-2/AWS/SQS/jobs", ""),
            Custom("4", "cpu", "a"),
            Custom("5", "cpu", "b"),
            Custom("6", "disk", "a"),
        ];
        _services.On<GetMetricRequest, GetMetricResponse>(
            "GetMetric",
            request =>
                metrics.FirstOrDefault(one => request.HasName ? one.Name == request.Name : IsOf(request.Key, one)) is { } metric
                    ? new() { Metric = metric }
                : request.Key.MetricName.Contains(' ', StringComparison.Ordinal)
                    ? throw Failures.Create(StatusCode.InvalidArgument, ErrorReasons.InvalidField, ("field", "key.metric_name"))
                : throw Failures.Create(StatusCode.NotFound, ErrorReasons.MetricNotFound, ("metric", request.Key.MetricName))
        );
        _services.On<ListMetricsRequest, ListMetricsResponse>(
            "ListMetrics",
            request => new() { Metrics = { metrics.Where(one => IsSelected(request.Selector, one)) } }
        );
        _services.On<ListModelsRequest, ListModelsResponse>(
            "ListModels",
            request =>
                new()
                {
                    Models =
                    {
                        metrics
                            .Where(one => IsSelected(request.Selector, one))
                            .Select(one => new V1.Model { Name = "models/x", Metric = one }),
                    },
                }
        );
        _services.On<ListMetricDataRequest, ListMetricDataResponse>(
            "ListMetricData",
            request =>
                new()
                {
                    MetricRows =
                    {
                        new V1.MetricRows
                        {
                            Metric = request.Metric,
                            MetricName = metrics.First(one => one.Name == request.Metric).MetricName,
                            Rows =
                            {
                                new V1.MetricDataRow
                                {
                                    RowId = 1,
                                    SampleTime = new() { Seconds = 1_767_225_600 },
                                },
                            },
                        },
                    },
                }
        );
        _server = await FakeServer.StartAsync(_services);
    }

    [TearDown]
    public ValueTask StopAsync() => _server.DisposeAsync();

    [Test]
    public async Task MetricsList_OfAws_NamesTheThingMeasured()
    {
        var (_, output, _) = await CliRunner.RunAsync(_server.Address, "metrics", "list");

        Assert.That(
            output,
            Does.Contain(" web 1/CPUUtilization ")
                .And.Contain($" {Web2}/CPUUtilization ")
                .And.Contain(" us-west-2/AWS/SQS/jobs/SentMessageSize ")
        );
    }

    [TestCase("web 1/CPUUtilization", "metrics/1")]
    [TestCase(Web1 + "/CPUUtilization", "metrics/1")]
    [TestCase(Web2 + "/CPUUtilization", "metrics/2")]
    [TestCase("AWS/SQS/SentMessageSize", "metrics/3")]
    public async Task List_NameAsShown_FindsTheMetricAndShowsItSo(string name, string expected)
    {
        var text = await CliRunner.RunAsync(_server.Address, "list", name);
        var json = await CliRunner.RunAsync(_server.Address, "list", name, "--output", "json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(text.ExitCode, Is.Zero, text.Error);
            Assert.That(text.Out, Does.Match(" (web 1|us-west-2/AWS/.+)/(CPUUtilization|SentMessageSize) "));
            Assert.That(json.Out, Does.Contain($"\"metric\":\"{expected}\",\"metric_name\":\"AWS/"));
        }
    }

    [Test]
    public async Task List_NameOfSeveral_NamesThem()
    {
        var (exitCode, _, error) = await CliRunner.RunAsync(_server.Address, "list", "AWS/EC2/CPUUtilization");

        Assert.That(
            (exitCode, error.Trim()),
            Is.EqualTo((1, $"error: 2 metrics are called 'AWS/EC2/CPUUtilization': {Web1}/CPUUtilization, {Web2}/CPUUtilization."))
        );
    }

    [TestCase("disk", "metrics/6")]
    [TestCase("6", "metrics/6")]
    [TestCase("metrics/6", "metrics/6")]
    [TestCase("models/6", "metrics/6")]
    [TestCase("cpu", "metrics/4 metrics/5")]
    [TestCase("AWS/EC2/CPUUtilization", "metrics/1 metrics/2")]
    public async Task Lists_WhatTheyShow_HaveJustThat(string text, string expected)
    {
        var metrics = await CliRunner.RunAsync(_server.Address, "metrics", "list", text, "--output", "json");
        var models = await CliRunner.RunAsync(_server.Address, "models", "list", text, "--output", "json");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(NamesIn(metrics.Out), Is.EqualTo(expected), metrics.Error);
            Assert.That(NamesIn(models.Out), Is.EqualTo(expected), models.Error);
        }
    }

    [TestCase("metrics list disc")]
    [TestCase("list disc")]
    [TestCase("models get disc")]
    public async Task Commands_MistypedName_SayWhichIsMeant(string command)
    {
        var (exitCode, _, error) = await CliRunner.RunAsync(_server.Address, command.Split(' '));

        Assert.That(exitCode, Is.EqualTo(1));
        Assert.That(error, Does.StartWith("error: METRIC_NOT_FOUND: ").And.Contains(" Did you mean disk?"));
    }

    [TestCase("nope", "METRIC_NOT_FOUND")]
    [TestCase("no pe", "INVALID_FIELD")]
    public async Task List_UnknownName_FailsAsTheServerSays(string name, string reason)
    {
        var (exitCode, _, error) = await CliRunner.RunAsync(_server.Address, "list", name);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(1));
            Assert.That(error, Does.StartWith($"error: {reason}: "));
        }
    }

    private static string NamesIn(string json) =>
        string.Join(' ', System.Text.RegularExpressions.Regex.Matches(json, "metrics/[0-9]+").Select(match => match.Value).Distinct());

    private static bool IsSelected(V1.MetricSelector? selector, V1.Metric metric) =>
        selector is null || selector.Metrics.Count == 0 || selector.Metrics.Contains(metric.Name);

    [TestCase("cpu{host=\"b\"}", "metrics/5", "cpu{host=\"b\"}")]
    [TestCase("disk", "metrics/6", "disk{host=\"a\"}")]
    public async Task List_KeyOrOnlyNameOfCustomMetric_FindsIt(string name, string expected, string shown)
    {
        var text = await CliRunner.RunAsync(_server.Address, "metrics", "get", name);
        var json = await CliRunner.RunAsync(_server.Address, "metrics", "get", name, "--output", "json");

        Assert.That(text.Out, Does.Contain(shown));
        Assert.That(json.Out, Does.Contain($"\"name\":\"{expected}\"").And.Contain("\"labels\":{\"host\":"));
    }

    [Test]
    public async Task List_NameOfSeveralKeys_ListsThem()
    {
        var (exitCode, _, error) = await CliRunner.RunAsync(_server.Address, "list", "cpu");

        Assert.That((exitCode, error.Trim()), Is.EqualTo((1, "error: 2 metrics are called 'cpu': cpu{host=\"a\"}, cpu{host=\"b\"}.")));
    }

    private static bool IsOf(V1.MetricKey key, V1.Metric metric) =>
        metric.Datasource == V1.Datasource.Custom && metric.MetricName == key.MetricName && metric.Labels.Equals(key.Labels);

    private static V1.Metric Custom(string id, string name, string host) =>
        new()
        {
            Name = $"metrics/{id}",
            MetricName = name,
            Labels = { { "host", host } },
            Datasource = V1.Datasource.Custom,
        };

    private static V1.Metric Of(string id, string name, string resource, string tagName) =>
        new()
        {
            Name = $"metrics/{id}",
            MetricName = name,
            Datasource = V1.Datasource.Cloudwatch,
            Resource = resource,
            TagName = tagName,
        };
}
