using Grpc.Core;
using HtmIt.Core.Incidents.Silences;
using HtmIt.Core.Log;
using HtmIt.Server.Tests.Notifications;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Incidents;

/// <summary>Samples that stop open an incident of their own kind, which ends when samples come.</summary>
public sealed class SilenceTests : NotificationFixture
{
    private const int Spacing = 300;
    private const int Rows = 60;

    private FakeTimeProvider _clock = null!;
    private NoticeSilences _notice = null!;

    /// <summary>The server's own sweeps would come in between.</summary>
    protected override IReadOnlyDictionary<string, string?> MoreSettings =>
        new Dictionary<string, string?> { ["HtmIt:Silence:Enabled"] = "false" };

    [SetUp]
    public void StartWatching()
    {
        _clock = new(TimeProvider.System.GetUtcNow());
        _notice = Watch();
    }

    [Test]
    public async Task Silence_SamplesStopAndComeAgain_OpensIsRaisedAndEnds()
    {
        await DeviceAsync(
            "silence",
            device =>
            {
                device.Score = NotificationScore.Severity;
                device.Selectors.Add(new MetricSelector { NamePatterns = { "silence.stops" } });
            }
        );
        var last = await SendAsync("silence.stops", ClockNow - (Spacing * Rows));
        using var watch = new IncidentService.IncidentServiceClient(Channel).WatchIncidents(
            new() { Selector = new() { NamePatterns = { "silence.stops" } } }
        );
        Assert.That(await watch.ResponseStream.MoveNext(CancellationToken.None), "the watch stands");
        await SweepAsync(TimeSpan.Zero);
        await SweepAsync(TimeSpan.FromMinutes(14));
        Assert.That(await ListAsync("silence.stops"), Is.Empty);
        await SweepAsync(TimeSpan.FromMinutes(2));
        var noticed = ClockNow;
        var opened = await OneAsync("silence.stops");
        await SweepAsync(TimeSpan.FromMinutes(5));
        Assert.That(await OneAsync("silence.stops"), Is.EqualTo(opened), "told once");

        // What a new model finds in the values says nothing about those that did not come.
        await Models.RestartModelAsync(new() { Name = ModelName(await MetricAsync("silence.stops")) });
        await ActiveAsync("silence.stops");
        await SweepAsync(TimeSpan.FromHours(2));
        var (raised, longAfter) = (await OneAsync("silence.stops"), ClockNow - last);
        // The server's clock stands still meanwhile.
        var came = last + Spacing;
        await Data.SendAsync(Ingest.Series("silence.stops", [50], came));
        await SweepAsync(TimeSpan.FromSeconds(30));
        var ended = await OneAsync("silence.stops");
        await DecidedAsync();
        var simulated = await Devices.SimulateDeviceAsync(
            new()
            {
                Device = new() { Name = "devices/silence" },
                StartTime = new() { Seconds = last },
                EndTime = new() { Seconds = ClockNow },
            }
        );

        var changes = await watch
            .ResponseStream.ReadAllAsync()
            .SelectMany(step => (step.Batch?.Changes ?? []).ToAsyncEnumerable())
            .Take(3)
            .ToListAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                changes.Select(change => change.Kind),
                Is.EqualTo([IncidentChange.Types.Kind.Opened, IncidentChange.Types.Kind.Raised, IncidentChange.Types.Kind.Ended])
            );
            Assert.That((opened.Kind, opened.State, opened.Severity), Is.EqualTo((IncidentKind.Silence, IncidentState.Open, 3.0)));
            Assert.That((opened.Onset.RowId, opened.Onset.SampleTime.Seconds), Is.EqualTo(((long)Rows, last)));
            Assert.That((opened.Noticed.RowId, opened.Noticed.SampleTime.Seconds), Is.EqualTo(((long)Rows, noticed)));
            Assert.That(opened.Reasons.Single().Text, Does.Match("^no sample for (1[5-9]|2[01]) minutes, usual is one every 5 minutes$"));
            Assert.That((opened.Reasons.Single().Kind, opened.Reasons.Single().Reference), Is.EqualTo((EvidenceKind.Silence, 300.0)));
            Assert.That((raised.Name, raised.State), Is.EqualTo((opened.Name, IncidentState.Open)));
            Assert.That(raised.Severity, Is.EqualTo(3 + (1.3 * Math.Log10((double)longAfter / (noticed - last)))).Within(1e-9));
            Assert.That((ended.Name, ended.State), Is.EqualTo((opened.Name, IncidentState.Ended)));
            Assert.That((ended.End.RowId, ended.End.SampleTime.Seconds), Is.EqualTo((Rows + 1L, came)));
            Assert.That(
                (await OfAsync("silence")).Select(one => one.Kind),
                Is.EquivalentTo([NotificationKind.Opened, NotificationKind.Raised, NotificationKind.Ended])
            );
            Assert.That(
                simulated.Notifications.Select(one => (one.Kind, one.Severity)),
                Is.EquivalentTo((await OfAsync("silence")).Select(one => (one.Kind, one.Severity))),
                "a simulation tells as much"
            );
            Assert.That((await OfAsync("silence")).Select(one => one.Reasons.Single()), Is.All.StartsWith("no sample for "));
        }
    }

    [Test]
    public async Task Silence_OfAFileThatWasLoaded_IsNone()
    {
        await SendAsync("silence.file", ClockNow - (40 * 86_400));
        await SweepAsync(TimeSpan.Zero);
        await SweepAsync(TimeSpan.FromHours(2));
        Assert.That(await ListAsync("silence.file"), Is.Empty);
    }

    [Test]
    public async Task Silence_OfAYoungMetric_IsNoticedWhenItHasSamplesEnough()
    {
        var start = ClockNow - (Spacing * Rows);
        await Data.SendAsync(Ingest.Series("silence.young", [.. Values.Wave(3, 10)], start));
        await MonitorAsync("silence.young");
        await ActiveAsync("silence.young");
        await SweepAsync(TimeSpan.Zero);
        await SweepAsync(TimeSpan.FromMinutes(2));
        await Data.SendAsync(Ingest.Series("silence.young", [.. Values.Wave(3, Rows - 10)], start + (10 * Spacing)));
        await SweepAsync(TimeSpan.FromMinutes(1));
        Assert.That(await ListAsync("silence.young"), Is.Empty);
        await SweepAsync(TimeSpan.FromMinutes(61));
        await OneAsync("silence.young");
    }

    [Test]
    public async Task Silence_WhileNobodyLooked_DoesNotCount()
    {
        await SendAsync("silence.away", ClockNow - (Spacing * Rows));
        await SweepAsync(TimeSpan.Zero);
        await SweepAsync(TimeSpan.FromHours(4));
        Assert.That(await ListAsync("silence.away"), Is.Empty);
        await SweepAsync(TimeSpan.FromMinutes(16));
        await OneAsync("silence.away");
    }

    [Test]
    public async Task Silence_NoticedByTwoServers_IsOne()
    {
        await SendAsync("silence.two", ClockNow - (Spacing * Rows));
        var first = Watch();
        await first.SweepAsync(CancellationToken.None);
        await SweepAsync(TimeSpan.Zero);
        _clock.Advance(TimeSpan.FromMinutes(16));

        await Task.WhenAll(first.SweepAsync(CancellationToken.None), _notice.SweepAsync(CancellationToken.None));

        await OneAsync("silence.two");
    }

    private NoticeSilences Watch() =>
        new(
            Server.Services.GetRequiredService<ISilenceStore>(),
            Server.Services.GetRequiredService<ISampleLog>(),
            Options.Create(new SilenceOptions { SweepSeconds = 3_600 }),
            _clock
        );

    private long ClockNow => _clock.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>Sends a monitored metric's first samples, and gives the time of the last.</summary>
    private async Task<long> SendAsync(string name, long start)
    {
        await Data.SendAsync(Ingest.Series(name, [.. Values.Wave(3, Rows)], start));
        await MonitorAsync(name);
        await ActiveAsync(name);
        return start + (Spacing * (Rows - 1));
    }

    private async Task SweepAsync(TimeSpan after)
    {
        _clock.Advance(after);
        await _notice.SweepAsync(CancellationToken.None);
    }

    private async Task<Incident> OneAsync(string name) => (await ListAsync(name)).Single();

    private async Task<IReadOnlyList<Incident>> ListAsync(string name)
    {
        var request = new ListIncidentsRequest { Selector = new() { NamePatterns = { name } } };
        return (await new IncidentService.IncidentServiceClient(Channel).ListIncidentsAsync(request)).Incidents;
    }
}
