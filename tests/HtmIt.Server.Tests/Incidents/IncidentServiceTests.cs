using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Incidents;

/// <summary>Incidents are listed, found and followed.</summary>
public sealed class IncidentServiceTests : ServerFixture
{
    private const int Rows = 700;
    private const int Spike = 600;

    /// <summary>A daily wave, and one value far away from it.</summary>
    private static readonly double[] Life = [.. Values.Wave(3, Spike), 412, .. Values.Wave(4, Rows - Spike - 1)];

    private IncidentService.IncidentServiceClient _incidents = null!;

    [OneTimeSetUp]
    public async Task SendAsync()
    {
        _incidents = new(Channel);
        foreach (var name in new[] { "incident.one", "incident.two" })
        {
            await Data.SendAsync(Ingest.Series(name, Life));
            await MonitorAsync(name, withRange: false);
            await ActiveAsync(name);
        }
    }

    [Test]
    public async Task ListIncidents_Spike_SaysWhenWhatAndWhy()
    {
        var metric = await MetricAsync("incident.one");
        var found = (await _incidents.ListIncidentsAsync(new() { Selector = new() { Metrics = { metric.Name } } })).Incidents;

        var incident = found.Single(one => one.Peak.RowId == Spike + 1);
        var reason = incident.Reasons.Single(one => one.Kind == EvidenceKind.Value);
        Assert.Multiple(() =>
        {
            Assert.That((incident.Kind, incident.State), Is.EqualTo((IncidentKind.Values, IncidentState.Ended)));
            Assert.That((incident.Metric, incident.Key.MetricName, incident.MetricName), Is.EqualTo((metric.Name, "incident.one", "")));
            Assert.That(incident.Peak.SampleTime.Seconds, Is.EqualTo(Ingest.Start + (Spike * 300)));
            Assert.That((incident.Peak.Value, incident.Noticed.RowId), Is.EqualTo((412.0, Spike + 1L)));
            Assert.That(incident.Severity, Is.GreaterThan(3));
            Assert.That(incident.End.RowId, Is.GreaterThanOrEqualTo(incident.Last.RowId + 15));
            Assert.That(incident.Reasons.Sum(one => one.Share), Is.EqualTo(1).Within(1e-9));
            Assert.That(reason.Text, Does.StartWith("never seen value: 412, nearest was 9"));
        });
        Assert.That((await _incidents.GetIncidentAsync(new() { Name = incident.Name })).Incident, Is.EqualTo(incident));
    }

    [Test]
    public async Task ListIncidents_EveryFilter_SelectsWhatItSays()
    {
        var all = await ListAsync(new() { MinSeverity = 0 });
        Assert.That(all.Select(one => one.Severity), Is.All.GreaterThanOrEqualTo(2));
        Assert.That(all.Select(one => one.Noticed.SampleTime.Seconds), Is.Ordered.Descending);

        await AssertAsync(new(), one => one.Severity >= 3);
        await AssertAsync(new() { MinSeverity = 4 }, one => one.Severity >= 4);
        await AssertAsync(new() { MinSeverity = 0, State = IncidentState.Open }, one => one.End is null);
        await AssertAsync(new() { MinSeverity = 0, State = IncidentState.Ended }, one => one.End is not null);
        await AssertAsync(
            new()
            {
                MinSeverity = 0,
                Selector = new() { NamePatterns = { "*.two" } },
            },
            one => one.Key.MetricName == "incident.two"
        );
        var spike = all.First(one => one.Peak.RowId == Spike + 1);
        await AssertAsync(
            new() { MinSeverity = 0, StartTime = spike.Onset.SampleTime },
            one => one.End is null || one.End.SampleTime.Seconds >= spike.Onset.SampleTime.Seconds
        );
        await AssertAsync(
            new() { MinSeverity = 0, EndTime = spike.Onset.SampleTime },
            one => one.Onset.SampleTime.Seconds <= spike.Onset.SampleTime.Seconds
        );

        async Task AssertAsync(ListIncidentsRequest request, Func<Incident, bool> selects)
        {
            var found = await ListAsync(request);
            Assert.That(found, Is.EqualTo(all.Where(selects)), request.ToString());
        }
    }

    [Test]
    public async Task ListIncidents_Pages_GiveEachOnce()
    {
        var request = new ListIncidentsRequest { MinSeverity = 0 };
        var all = await ListAsync(request);
        var paged = new List<Incident>();
        request.PageSize = 2;
        do
        {
            var page = await _incidents.ListIncidentsAsync(request);
            Assert.That(page.Position.Length > 0, Is.EqualTo(request.PageToken.Length == 0));
            paged.AddRange(page.Incidents);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        Assert.That(paged, Is.EqualTo(all));
    }

    [TestCase("severity desc")]
    [TestCase("  severity   desc ")]
    public async Task ListIncidents_BySeverity_GivesTheMostSevereFirstInPagesOfAnySize(string orderBy)
    {
        // Two metrics with the same life: each severity comes twice.
        var selector = new MetricSelector { NamePatterns = { "incident.one", "incident.two" } };
        var all = await ListAsync(new() { MinSeverity = 0, Selector = selector });
        var expected = all.OrderByDescending(one => one.Severity).ThenByDescending(one => one.Noticed.SampleTime.Seconds).ToList();
        foreach (var size in new[] { 1, 3, 1_000 })
        {
            var request = new ListIncidentsRequest
            {
                MinSeverity = 0,
                Selector = selector,
                OrderBy = orderBy,
                PageSize = size,
            };
            var paged = new List<Incident>();
            do
            {
                var page = await _incidents.ListIncidentsAsync(request);
                paged.AddRange(page.Incidents);
                request.PageToken = page.NextPageToken;
            } while (request.PageToken.Length > 0);
            Assert.That(paged.Select(Place), Is.EqualTo(expected.Select(Place)), $"{size}");
            Assert.That(paged, Is.EquivalentTo(all), $"{size}");
        }

        static (double, long) Place(Incident incident) => (incident.Severity, incident.Noticed.SampleTime.Seconds);
    }

    [Test]
    public async Task ListIncidents_TokenOfAnotherOrder_IsRefused()
    {
        var request = new ListIncidentsRequest { MinSeverity = 0, PageSize = 1 };
        request.PageToken = (await _incidents.ListIncidentsAsync(request)).NextPageToken;
        request.OrderBy = "noticed.sample_time desc";
        Assert.That((await _incidents.ListIncidentsAsync(request)).Incidents, Has.Count.EqualTo(1), "the default by its name");
        request.OrderBy = "severity desc";
        var refusal = await Refusal.OfAsync(_incidents.ListIncidentsAsync(request));
        Assert.That(refusal.Reason, Is.EqualTo("PAGE_TOKEN_MISMATCH"));
    }

    [TestCase("severity")]
    [TestCase("severity asc")]
    [TestCase("Severity desc")]
    [TestCase("severity desc, noticed.sample_time desc")]
    public async Task ListIncidents_OtherOrder_IsRefused(string orderBy)
    {
        var refusal = await Refusal.OfAsync(_incidents.ListIncidentsAsync(new() { OrderBy = orderBy }));
        Assert.That((refusal.Code, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, "order_by")));
    }

    [Test]
    public async Task GetIncident_Unknown_IsNotFound()
    {
        var name = $"incidents/{Guid.NewGuid():N}";
        var refusal = await Refusal.OfAsync(_incidents.GetIncidentAsync(new() { Name = name }));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.NotFound, "INCIDENT_NOT_FOUND")));
        Assert.That(refusal.Metadata["incident"], Is.EqualTo(name));
    }

    [TestCase("incidents/1", 3.0, 0, "name")]
    [TestCase("", -1.0, 0, "min_severity")]
    [TestCase("", 101.0, 0, "min_severity")]
    [TestCase("", double.NaN, 0, "min_severity")]
    [TestCase("", 3.0, 7, "state")]
    public async Task Call_BadInput_NamesTheField(string name, double minimum, int state, string field)
    {
        var refusal =
            name.Length > 0
                ? await Refusal.OfAsync(_incidents.GetIncidentAsync(new() { Name = name }))
                : await Refusal.OfAsync(_incidents.ListIncidentsAsync(new() { MinSeverity = minimum, State = (IncidentState)state }));
        Assert.That((refusal.Code, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, field)));
    }

    [Test]
    public async Task RestartModel_SameRows_FindsTheSameIncidents()
    {
        await Data.SendAsync(Ingest.Series("incident.again", Life));
        var model = await MonitorAsync("incident.again", withRange: false);
        await ActiveAsync("incident.again");
        var request = new ListIncidentsRequest
        {
            MinSeverity = 0,
            Selector = new() { NamePatterns = { "incident.again" } },
        };
        var before = await ListAsync(request);

        await Models.RestartModelAsync(new() { Name = model.Name });
        await ActiveAsync("incident.again");
        var after = await ListAsync(request);
        await Models.DeleteModelAsync(new() { Name = model.Name });

        Assert.That(before, Is.Not.Empty);
        Assert.That(after, Is.EqualTo(before));
        Assert.That(await ListAsync(request), Is.Empty, "a metric that is not monitored has none");
    }

    [Test]
    public async Task WatchIncidents_Live_OpensRaisesAndEnds()
    {
        const string Name = "incident.live";
        var sent = Spike;
        await Data.SendAsync(Ingest.Series(Name, Life[..Spike]));
        await MonitorAsync(Name, withRange: false);
        await ActiveAsync(Name);
        var request = new WatchIncidentsRequest { Selector = new() { NamePatterns = { Name } } };
        using var watcher = new IncidentWatcher(_incidents, request);
        await watcher.ReadUntilCaughtUpAsync();

        await SendAsync(412);
        await watcher.ReadChangesAsync(1);
        var position = watcher.Position;
        await SendAsync(41_200);
        await watcher.ReadChangesAsync(2);
        await SendAsync(Values.Wave(4, 60));
        await watcher.ReadChangesAsync(3);

        // What goes back to ordinary is unusual, too, and may be an incident of its own.
        var changes = watcher.Changes.Where(change => change.Incident.Name == watcher.Changes[0].Incident.Name).ToList();
        Assert.That(
            changes.Select(change => change.Kind),
            Is.EqualTo([IncidentChange.Types.Kind.Opened, IncidentChange.Types.Kind.Raised, IncidentChange.Types.Kind.Ended])
        );
        Assert.That(changes[1].Incident.Severity, Is.GreaterThan(changes[0].Incident.Severity));
        Assert.That(changes[2].Incident.Peak.Value, Is.EqualTo(41_200));

        // Whoever was away from the first change on gets the incident once, as it is now.
        using var resumed = new IncidentWatcher(_incidents, new(request) { AfterPosition = position });
        await resumed.ReadUntilCaughtUpAsync();
        Assert.That(resumed.Changes.Where(change => change.Incident.Name == changes[0].Incident.Name), Is.EqualTo([changes[2]]));

        async Task SendAsync(params double[] values)
        {
            await Data.SendAsync(Ingest.Series(Name, values, Ingest.Start + (sent * 300L)));
            sent += values.Length;
        }
    }

    [Test]
    public async Task WatchIncidents_SinceATime_GivesWhatIsStoredFirst()
    {
        var listed = await ListAsync(
            new()
            {
                MinSeverity = 0,
                Selector = new() { NamePatterns = { "incident.t*" } },
            }
        );
        using var watcher = new IncidentWatcher(
            _incidents,
            new()
            {
                StartTime = new() { Seconds = Ingest.Start },
                MinSeverity = 0,
                Selector = new() { NamePatterns = { "incident.t*" } },
            }
        );
        await watcher.ReadUntilCaughtUpAsync();
        Assert.That(watcher.Changes.Select(change => change.Incident), Is.EquivalentTo(listed));
    }

    [TestCase("nonsense")]
    public async Task WatchIncidents_BadPosition_IsRefused(string position)
    {
        var refusal = await Refusal.OfAsync(async () =>
        {
            using var watcher = new IncidentWatcher(_incidents, new() { AfterPosition = position });
            await watcher.ReadUntilCaughtUpAsync();
        });
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.InvalidArgument, "POSITION_INVALID")));
    }

    private async Task<IReadOnlyList<Incident>> ListAsync(ListIncidentsRequest request) =>
        (await _incidents.ListIncidentsAsync(new(request) { PageSize = 1_000 })).Incidents;
}
