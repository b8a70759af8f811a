using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Client.Errors;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Client.Tests.Incidents;

/// <summary>The typed area for incidents.</summary>
public sealed class IncidentsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeServices _services = new();
    private readonly List<WatchIncidentsRequest> _watches = [];
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
    public async Task GetAsync_Known_HasEveryField()
    {
        _services.On<GetIncidentRequest, GetIncidentResponse>(
            "GetIncident",
            request => new() { Incident = new(SampleMessages.Incident(7)) { Name = request.Name } }
        );

        var incident = await _client.Incidents["incidents/7"].GetAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (incident.Name, incident.Kind, incident.State, incident.Metric, incident.Severity),
                Is.EqualTo(("incidents/7", IncidentKind.Values, IncidentState.Ended, "metrics/m", 4.25))
            );
            Assert.That($"{incident.Key}", Is.EqualTo("cpu{host=\"a\"}"));
            Assert.That(
                (incident.MetricName, incident.Resource, incident.ResourceName, incident.DisplayName),
                Is.EqualTo(("cpu", "a", "resources/a", "web"))
            );
            Assert.That(
                new[] { incident.Onset, incident.Peak, incident.Noticed, incident.Last, incident.End },
                Is.EqualTo(new[] { Row(7), Row(8), Row(9), Row(10), Row(17) })
            );
            Assert.That(
                incident.Reasons,
                Is.EqualTo([
                    new IncidentReason(EvidenceKind.Value, 0.75, "never seen value: 412, nearest was 137") { Reference = 137 },
                    new IncidentReason(EvidenceKind.Steps, 0.25, "ups and downs from row to row as never before"),
                ])
            );
        }
    }

    [Test]
    public async Task GetAsync_OpenOneOfAMetricThatIsNotCustom_HasNeitherEndNorKey()
    {
        var sent = new V1.Incident(SampleMessages.Incident(1))
        {
            State = V1.IncidentState.Open,
            MetricName = "AWS/EC2/CPUUtilization",
            Key = null,
            End = null,
        };
        _services.On<GetIncidentRequest, GetIncidentResponse>("GetIncident", _ => new() { Incident = sent });

        var incident = await _client.Incidents["incidents/1"].GetAsync();

        Assert.That(
            (incident.State, incident.Key, incident.MetricName, incident.End),
            Is.EqualTo((IncidentState.Open, (MetricKey?)null, "AWS/EC2/CPUUtilization", (IncidentRow?)null))
        );
    }

    [Test]
    public void GetAsync_Unknown_HasItsException()
    {
        _services.On<GetIncidentRequest, GetIncidentResponse>(
            "GetIncident",
            request => throw Failures.Create(StatusCode.NotFound, ErrorReasons.IncidentNotFound, ("incident", request.Name))
        );

        var error = Assert.ThrowsAsync<IncidentNotFoundException>(() => _client.Incidents["incidents/x"].GetAsync());

        Assert.That(error!.Incident, Is.EqualTo("incidents/x"));
    }

    [Test]
    public async Task ListAsync_Conditions_AreSentWithEachPage()
    {
        var asked = new List<ListIncidentsRequest>();
        _services.On<ListIncidentsRequest, ListIncidentsResponse>(
            "ListIncidents",
            request =>
            {
                asked.Add(request);
                return new()
                {
                    Incidents = { SampleMessages.Incident(asked.Count) },
                    NextPageToken = request.PageToken.Length == 0 ? "next" : "",
                };
            }
        );
        var options = new ListIncidentsOptions
        {
            Selector = new() { NamePatterns = ["cpu"] },
            StartTime = Noon,
            EndTime = Noon.AddHours(1),
            MinSeverity = 0,
            State = IncidentState.Open,
            Order = IncidentOrder.Severity,
            PageSize = 5,
        };

        var names = await _client.Incidents.ListAsync(options).Select(incident => incident.Name).ToListAsync();

        var expected = new ListIncidentsRequest
        {
            Selector = new() { NamePatterns = { "cpu" } },
            StartTime = Noon.ToTimestamp(),
            EndTime = Noon.AddHours(1).ToTimestamp(),
            MinSeverity = 0,
            State = V1.IncidentState.Open,
            OrderBy = "severity desc",
            PageSize = 5,
        };
        using (Assert.EnterMultipleScope())
        {
            Assert.That(names, Is.EqualTo(new[] { "incidents/1", "incidents/2" }));
            Assert.That(asked, Is.EqualTo([expected, new ListIncidentsRequest(expected) { PageToken = "next" }]));
        }
    }

    [Test]
    public async Task ListAsync_NoSeverity_IsLeftToTheServer()
    {
        ListIncidentsRequest? sent = null;
        _services.On<ListIncidentsRequest, ListIncidentsResponse>(
            "ListIncidents",
            request =>
            {
                sent = request;
                return new();
            }
        );

        await _client.Incidents.ListAsync().ToListAsync();

        Assert.That(sent!.HasMinSeverity, Is.False);
    }

    [Test]
    public async Task ListPagesAsync_FirstPage_SaysWhereAWatchGoesOn()
    {
        _services.On<ListIncidentsRequest, ListIncidentsResponse>(
            "ListIncidents",
            request => request.PageToken.Length == 0 ? new() { Position = "p1", NextPageToken = "next" } : new()
        );

        var positions = await _client.Incidents.ListPagesAsync().Select(page => page.Position).ToListAsync();

        Assert.That(positions, Is.EqualTo(new[] { "p1", "" }));
    }

    [Test, CancelAfter(60_000)]
    public async Task WatchAsync_ConnectionBreaks_GoesOnFromThePosition(CancellationToken cancellationToken)
    {
        Serve(
            [Batch("p1", V1.IncidentChange.Types.Kind.Opened), new() { Position = "p2", CaughtUp = new() }],
            [Batch("p3", V1.IncidentChange.Types.Kind.Ended), new() { Position = "p4" }]
        );

        var steps = await _client.Incidents.WatchAsync(cancellationToken).Take(5).ToListAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                steps.Select(step => (step.GetType(), step.Position)),
                Is.EqualTo([
                    (typeof(WatchIncidents), "p1"),
                    (typeof(WatchCaughtUp), "p2"),
                    (typeof(WatchReconnected), "p2"),
                    (typeof(WatchIncidents), "p3"),
                    (typeof(WatchIdle), "p4"),
                ])
            );
            Assert.That(
                steps.OfType<WatchIncidents>().SelectMany(step => step.Changes).Select(change => (change.Kind, change.Incident.Name)),
                Is.EqualTo([(IncidentChangeKind.Opened, "incidents/1"), (IncidentChangeKind.Ended, "incidents/1")])
            );
            Assert.That(_watches.Take(2).Select(request => request.AfterPosition), Is.EqualTo(new[] { "", "p2" }));
            Assert.That(_watches[0].StartCase, Is.EqualTo(WatchIncidentsRequest.StartOneofCase.None));
            Assert.That(_watches[0].HasMinSeverity, Is.False);
        }
    }

    [Test, CancelAfter(60_000)]
    public async Task WatchAsync_ServerStops_GoesOnWithTheNext(CancellationToken cancellationToken)
    {
        Serve([new() { Position = "p7", ServerStopping = new() }], [Batch("p8", V1.IncidentChange.Types.Kind.Raised)]);

        var steps = await _client.Incidents.WatchAsync(cancellationToken).Take(2).ToListAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(steps[0], Is.EqualTo(new WatchReconnected("p7", Cause: null, Attempts: ((WatchReconnected)steps[0]).Attempts)));
            Assert.That(((WatchIncidents)steps[1]).Changes.Single().Kind, Is.EqualTo(IncidentChangeKind.Raised));
            Assert.That(_watches[1].AfterPosition, Is.EqualTo("p7"));
        }
    }

    [Test, CancelAfter(60_000)]
    public async Task WatchAsync_BreaksBeforeTheFirstPosition_AsksAgainAsBefore(CancellationToken cancellationToken)
    {
        Serve([], [Batch("p1", V1.IncidentChange.Types.Kind.Opened)]);
        var options = new WatchIncidentsOptions
        {
            Selector = new() { Metrics = ["metrics/m"] },
            Start = WatchStart.Since(Noon),
            MinSeverity = 2.5,
        };

        await _client.Incidents.WatchAsync(options, cancellationToken).FirstAsync(cancellationToken);

        var expected = new WatchIncidentsRequest
        {
            Selector = new() { Metrics = { "metrics/m" } },
            StartTime = Noon.ToTimestamp(),
            MinSeverity = 2.5,
        };
        Assert.That(_watches.Take(2), Is.EqualTo([expected, expected]));
    }

    [Test]
    public void WatchAsync_Refused_ThrowsByReason()
    {
        _services.On<WatchIncidentsRequest, IReadOnlyList<WatchIncidentsResponse>>(
            "WatchIncidents",
            _ => throw Failures.Create(StatusCode.OutOfRange, ErrorReasons.PositionExpired)
        );

        Assert.ThrowsAsync<PositionExpiredException>(() => _client.Incidents.WatchAsync().FirstAsync().AsTask());
    }

    /// <summary>Has each connection be given its answers; the last ones again after that.</summary>
    private void Serve(params WatchIncidentsResponse[][] connections) =>
        _services.On<WatchIncidentsRequest, IReadOnlyList<WatchIncidentsResponse>>(
            "WatchIncidents",
            request =>
            {
                _watches.Add(request);
                return connections[Math.Min(_watches.Count, connections.Length) - 1];
            }
        );

    private static WatchIncidentsResponse Batch(string position, V1.IncidentChange.Types.Kind kind) =>
        new()
        {
            Position = position,
            Batch = new()
            {
                Changes =
                {
                    new V1.IncidentChange { Kind = kind, Incident = SampleMessages.Incident(1) },
                },
            },
        };

    private static IncidentRow Row(int id) => new(id, Noon.AddMinutes(id), 400 + id, 2.5);
}
