using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Client.Errors;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Client.Tests;

/// <summary>Annotations, rankings and diagnostics: what goes out, and what comes back.</summary>
public sealed class AreaTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeServices _services = new();
    private FakeServer _server = null!;
    private HtmItClient _client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _server = await FakeServer.StartAsync(_services);
        _client = _server.CreateClient();
    }

    [TearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Test]
    public async Task Annotations_CreateAndUpdate_CarryEveryField()
    {
        V1.Annotation? sent = null;
        var id = "";
        UpdateAnnotationRequest? update = null;
        _services.On<CreateAnnotationRequest, CreateAnnotationResponse>(
            "CreateAnnotation",
            request =>
            {
                (sent, id) = (request.Annotation, request.AnnotationId);
                return new()
                {
                    Annotation = new(request.Annotation) { Name = "annotations/a", CreateTime = Noon.ToTimestamp() },
                };
            }
        );
        _services.On<UpdateAnnotationRequest, UpdateAnnotationResponse>(
            "UpdateAnnotation",
            request =>
            {
                update = request;
                return new() { Annotation = request.Annotation };
            }
        );
        var given = new Annotation("web", Noon, "cli", "me")
        {
            Message = "hi",
            Incident = "incidents/i",
            Data = new JsonObject { ["build"] = 42 },
        };

        var created = await _client.Annotations.CreateAsync(given);
        await _client.Annotations[created.Name].UpdateAsync(new() { Message = "bye", Time = Noon.AddHours(1) });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(id, Does.Match("^[0-9a-f]{32}$"), "asked again by a transport, it makes no other annotation");
            Assert.That((sent!.Resource, sent.Client, sent.User, sent.Message), Is.EqualTo(("web", "cli", "me", "hi")));
            Assert.That(sent.Data.Fields["build"].NumberValue, Is.EqualTo(42));
            Assert.That((sent.Incident, created.Incident), Is.EqualTo(("incidents/i", "incidents/i")));
            Assert.That((created.Name, created.Time, created.CreateTime), Is.EqualTo(("annotations/a", Noon, (DateTimeOffset?)Noon)));
            Assert.That(created.Data!["build"]!.GetValue<double>(), Is.EqualTo(42));
            Assert.That(update!.UpdateMask.Paths, Is.EqualTo(new[] { "annotated_time", "message" }));
            Assert.That(
                (update.Annotation.Name, update.Annotation.Message, update.Annotation.AnnotatedTime),
                Is.EqualTo(("annotations/a", "bye", Noon.AddHours(1).ToTimestamp()))
            );
        }
    }

    [Test]
    public async Task Annotations_CreateForAnIncident_LeavesTheTimeToTheServer()
    {
        V1.Annotation? sent = null;
        _services.On<CreateAnnotationRequest, CreateAnnotationResponse>(
            "CreateAnnotation",
            request =>
            {
                sent = request.Annotation;
                return new() { Annotation = new(request.Annotation) { AnnotatedTime = Noon.ToTimestamp() } };
            }
        );

        var created = await _client.Annotations.CreateAsync(
            new Annotation("", default, "cli", "me") { Incident = "incidents/i", Message = "hi" }
        );

        Assert.That((sent!.AnnotatedTime, sent.Resource, created.Time), Is.EqualTo(((Timestamp?)null, "", Noon)));
    }

    [Test]
    public async Task Annotations_RemoveData_NamesThemAndSendsNone()
    {
        UpdateAnnotationRequest? update = null;
        _services.On<UpdateAnnotationRequest, UpdateAnnotationResponse>(
            "UpdateAnnotation",
            request =>
            {
                update = request;
                return new() { Annotation = new() { AnnotatedTime = Noon.ToTimestamp() } };
            }
        );
        var annotation = _client.Annotations["annotations/a"];

        await annotation.UpdateAsync(new() { RemoveData = true });

        Assert.That((update!.UpdateMask.Paths.Single(), update.Annotation.Data), Is.EqualTo(("data", (Struct?)null)));
        Assert.ThrowsAsync<ArgumentException>(() => annotation.UpdateAsync(new() { RemoveData = true, Data = [] }));
    }

    [Test]
    public async Task Annotations_List_TurnsPages()
    {
        _services.On<ListAnnotationsRequest, ListAnnotationsResponse>(
            "ListAnnotations",
            request =>
                new()
                {
                    Annotations =
                    {
                        new V1.Annotation { Name = $"annotations/{request.PageToken}", AnnotatedTime = Noon.ToTimestamp() },
                    },
                    NextPageToken = request.PageToken == "next" ? "" : "next",
                }
        );
        var names = await _client.Annotations.ListAsync().Select(one => one.Name).ToListAsync();
        Assert.That(names, Is.EqualTo(new[] { "annotations/", "annotations/next" }));
    }

    [Test]
    public void Annotations_Unknown_HasItsException()
    {
        _services.On<GetAnnotationRequest, GetAnnotationResponse>(
            "GetAnnotation",
            request => throw Failures.Create(StatusCode.NotFound, ErrorReasons.AnnotationNotFound, ("annotation", request.Name))
        );
        var error = Assert.ThrowsAsync<AnnotationNotFoundException>(() => _client.Annotations["annotations/x"].GetAsync());
        Assert.That(error!.Annotation, Is.EqualTo("annotations/x"));
    }

    [Test]
    public async Task Anomalies_RankAndWatch_MapMetricsAndBars()
    {
        _services.On<RankMetricsRequest, RankMetricsResponse>(
            "RankMetrics",
            request => new() { Ranking = SampleMessages.Ranking(request.Score) }
        );
        _services.On<WatchRankingRequest, WatchRankingResponse>(
            "WatchRanking",
            request => new() { Ranking = SampleMessages.Ranking(request.Score) }
        );

        var ranked = await _client.Anomalies.RankAsync(new(TimeSpan.FromHours(24))).SingleAsync();
        await using var watch = _client
            .Anomalies.WatchAsync(new(TimeSpan.FromHours(24)) { Score = RankingScore.DisplayValue })
            .GetAsyncEnumerator();
        await watch.MoveNextAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That((ranked.Metric.MetricName, ranked.Value, ranked.ResourceValue), Is.EqualTo(("cpu", 3, 5)));
            Assert.That(ranked.Bars[0], Is.EqualTo(new RankingBar(Noon)));
            Assert.That(ranked.Bars[1].Color, Is.EqualTo(AnomalyColor.Red));
            Assert.That(ranked.Bars[1].MaxSurprise, Is.EqualTo(2.5));
            Assert.That(watch.Current.Score, Is.EqualTo(RankingScore.DisplayValue));
            Assert.That(watch.Current.Metrics, Has.Exactly(1).Items);
            Assert.That(watch.Current.BlockDuration, Is.EqualTo(TimeSpan.FromHours(1)));
            Assert.That(watch.Current.WindowEndTime, Is.EqualTo(Noon));
        }
    }

    [Test, CancelAfter(30_000)]
    public async Task Anomalies_WatchBreaks_GoesOnWithTheRankingAsItIsThen(CancellationToken cancellationToken)
    {
        var value = 0;
        _services.On<WatchRankingRequest, WatchRankingResponse>(
            "WatchRanking",
            _ =>
                new()
                {
                    Ranking = new()
                    {
                        Metrics =
                        {
                            new V1.RankedMetric { Metric = new(), Value = ++value },
                        },
                    },
                }
        );

        var values = await _client
            .Anomalies.WatchAsync(new(TimeSpan.FromHours(24)), cancellationToken)
            .Select(ranking => ranking.Metrics[0].Value)
            .Take(3)
            .ToListAsync(cancellationToken);

        Assert.That(values, Is.EqualTo(new[] { 1, 2, 3 }));
    }

    [Test]
    public void Anomalies_WatchRefused_ThrowsByReason()
    {
        _services.On<WatchRankingRequest, WatchRankingResponse>(
            "WatchRanking",
            _ => throw Failures.Create(StatusCode.InvalidArgument, ErrorReasons.InvalidField, ("field", "ending_with_newest"))
        );

        var fault = Assert.ThrowsAsync<InvalidFieldException>(() =>
            _client.Anomalies.WatchAsync(new(TimeSpan.FromHours(0))).FirstAsync().AsTask()
        );
        Assert.That(fault!.Field, Is.EqualTo("ending_with_newest"));
    }

    [Test]
    public async Task Anomalies_RankPages_HaveTheirWindow()
    {
        _services.On<RankMetricsRequest, RankMetricsResponse>(
            "RankMetrics",
            request =>
                new() { Ranking = SampleMessages.Ranking(request.Score), NextPageToken = request.PageToken.Length == 0 ? "next" : "" }
        );

        var pages = await _client.Anomalies.RankPagesAsync(new(TimeSpan.FromHours(24))).ToListAsync();

        Assert.That(
            pages.Select(page => (page.Metrics.Count, page.WindowEndTime)),
            Is.EqualTo(Enumerable.Repeat((1, (DateTimeOffset?)Noon), 2))
        );
    }
}
