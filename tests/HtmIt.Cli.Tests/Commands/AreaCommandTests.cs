using System.Text.Json.Nodes;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>The commands for annotations, rankings and diagnostics.</summary>
public sealed class AreaCommandTests
{
    private readonly FakeServices _services = new();
    private FakeServer _server = null!;

    [SetUp]
    public async Task StartAsync() => _server = await FakeServer.StartAsync(_services);

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task Rank_TextAndJson_ShowTheMetrics()
    {
        _services.On<RankMetricsRequest, RankMetricsResponse>(
            "RankMetrics",
            request => new() { Ranking = SampleMessages.Ranking(request.Score) }
        );
        var text = await CliRunner.RunAsync(_server.Address, "rank", "--hours", "2");
        var json = await CliRunner.RunAsync(_server.Address, "rank", "--output", "json");
        var severe = await CliRunner.RunAsync(_server.Address, "rank", "--by", "severity", "--output", "json");
        var shown = await CliRunner.RunAsync(_server.Address, "rank", "--by", "display-value", "--output", "json");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((text.ExitCode, json.ExitCode), Is.EqualTo((0, 0)));
            Assert.That(JsonNode.Parse(severe.Out)!["score"]!.GetValue<string>(), Is.EqualTo("SEVERITY"));
            Assert.That(JsonNode.Parse(shown.Out)!["score"]!.GetValue<string>(), Is.EqualTo("DISPLAY_VALUE"));
            Assert.That(text.Out, Does.Contain("cpu"));
            Assert.That(JsonNode.Parse(json.Out)!["window_end_time"]!.GetValue<string>(), Is.EqualTo("2026-03-01T12:00:00Z"));
            Assert.That(JsonNode.Parse(json.Out)!["block_seconds"]!.GetValue<double>(), Is.EqualTo(3_600));
            Assert.That(JsonNode.Parse(json.Out)!["metrics"]![0]!["bars"]![1]!["color"]!.GetValue<string>(), Is.EqualTo("RED"));
        }
    }

    [Test]
    public async Task AnnotationsAdd_BadData_ExitsWithAMessage()
    {
        var (exitCode, _, error) = await CliRunner.RunAsync(_server.Address, "annotations", "add", "web", "hi", "--data", "{");
        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error, Does.Contain("--data"));
    }

    [TestCase("hi", "", "hi")]
    [TestCase("web hi", "web", "hi")]
    public async Task AnnotationsAdd_Incident_NeedsNoResourceAndNoTime(string words, string resource, string message)
    {
        Annotation? sent = null;
        _services.On<CreateAnnotationRequest, CreateAnnotationResponse>(
            "CreateAnnotation",
            request =>
            {
                sent = request.Annotation;
                return new()
                {
                    Annotation = new(request.Annotation) { Name = "annotations/x", AnnotatedTime = new() },
                };
            }
        );

        var (exitCode, output, error) = await CliRunner.RunAsync(
            _server.Address,
            ["annotations", "add", .. words.Split(' '), "--incident", "incidents/i"]
        );

        Assert.That((exitCode, output.Trim()), Is.EqualTo((0, "added annotations/x")), error);
        Assert.That((sent!.Incident, sent.Resource, sent.Message), Is.EqualTo(("incidents/i", resource, message)));
        Assert.That(sent.AnnotatedTime, Is.Null);
    }

    [Test]
    public async Task AnnotationsAdd_NeitherMessageNorIncident_SaysWhatIsMissing()
    {
        var (exitCode, _, error) = await CliRunner.RunAsync(_server.Address, "annotations", "add", "web");
        Assert.That(exitCode, Is.EqualTo(2));
        Assert.That(error, Does.Contain("MESSAGE is missing"));
    }

    [Test]
    public async Task AnnotationsUpdate_SomeFields_NamesThem()
    {
        UpdateAnnotationRequest? sent = null;
        _services.On<UpdateAnnotationRequest, UpdateAnnotationResponse>(
            "UpdateAnnotation",
            request =>
            {
                sent = request;
                return new() { Annotation = new(request.Annotation) { AnnotatedTime = new() } };
            }
        );

        var (exitCode, output, error) = await CliRunner.RunAsync(
            _server.Address,
            "annotations",
            "update",
            "annotations/x",
            "--message",
            "fixed",
            "--data",
            "{}"
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That((exitCode, output.Trim()), Is.EqualTo((0, "changed annotations/x")), error);
            Assert.That(sent!.UpdateMask.Paths, Is.EqualTo(new[] { "message", "data" }));
            Assert.That(sent.Annotation.Message, Is.EqualTo("fixed"));
        }
    }

    [Test]
    public async Task Feedback_Note_GoesWithIt()
    {
        SubmitFeedbackRequest? sent = null;
        _services.On<GetMetricRequest, GetMetricResponse>("GetMetric", _ => new() { Metric = new() { Name = "metrics/m" } });
        _services.On<SubmitFeedbackRequest, SubmitFeedbackResponse>(
            "SubmitFeedback",
            request =>
            {
                sent = request;
                return new() { Key = "metric_dumps/1-x.tar.gz" };
            }
        );
        var (exitCode, output, _) = await CliRunner.RunAsync(_server.Address, "feedback", "m", "--note", "odd");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((exitCode, output.Trim()), Is.EqualTo((0, "metric_dumps/1-x.tar.gz")));
            Assert.That((sent!.Metric, sent.ClientView.Fields["note"].StringValue), Is.EqualTo(("metrics/m", "odd")));
        }
    }
}
