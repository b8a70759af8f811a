using System.Text.Json;
using HtmIt.Core.Log;
using HtmIt.Core.Notifications.Decisions;
using HtmIt.Testing;
using HtmIt.Testing.Http;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Notifications;

/// <summary>Devices that go by severity are told of incidents: when one opens, is raised, and ends.</summary>
public sealed class IncidentNotificationTests : NotificationFixture
{
    private HttpReceiver _receiver = null!;

    protected override IReadOnlyDictionary<string, string?> MoreSettings =>
        new Dictionary<string, string?> { ["HtmIt:Notifications:AllowedPrivateNetworks"] = "127.0.0.0/8, ::1/128" };

    [SetUp]
    public async Task StartReceiverAsync() => _receiver = await HttpReceiver.StartAsync();

    [TearDown]
    public async Task StopReceiverAsync()
    {
        foreach (var device in (await Devices.ListDevicesAsync(new())).Devices)
        {
            await Devices.DeleteDeviceAsync(new() { Name = device.Name });
        }
        await _receiver.DisposeAsync();
    }

    [Test]
    public async Task Incident_OpensIsRaisedAndEnds_IsToldOnceForEach()
    {
        await BySeverityAsync("story", device => device.WebhookUrl = _receiver.Url.ToString());
        var log = await LogAsync("story");
        var time = Now - 1_000;
        HtmIt.Engine.Incidents.IncidentState state = null!;
        await log.ChangeAsync(time, Red with { Severity = 3.2 }, row => state = LogPen.IncidentOf(row)!, value: 412);
        await ToldAsync("story", 1);
        // Little more of it is no news.
        await log.ChangeAsync(time + 60, Red with { Severity = 3.3 }, row => state = Grown(state, row));
        await DecidedAsync();
        await log.ChangeAsync(time + 120, Red with { Severity = 3.7 }, row => state = Grown(state, row), value: 4_120);
        await ToldAsync("story", 2);
        await log.ChangeAsync(time + 180, Red with { Severity = 0 }, row => state = state with { End = At(row) });
        var told = await ToldAsync("story", 3);
        await DeliveredAsync();

        var bodies = _receiver.Requests.Select(request => JsonDocument.Parse(request.Body).RootElement).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                told.OrderBy(one => one.CreateTime.ToDateTime()).Select(one => (one.Kind, one.Severity, one.Value)),
                Is.EqualTo([
                    (NotificationKind.Opened, 3.2, 412.0),
                    (NotificationKind.Raised, 3.7, 4_120.0),
                    (NotificationKind.Ended, 3.7, 4_120.0),
                ])
            );
            Assert.That(told.Select(one => one.Incident).Distinct().Count(), Is.EqualTo(1));
            Assert.That(told.Select(one => (one.Onset.RowId, one.Onset.SampleTime.Seconds)), Is.All.EqualTo((FirstRow, time)));
            Assert.That(told.Select(one => one.Reasons.Single()), Is.All.StartsWith("never seen value: "));
            Assert.That(told.Count(one => one.IncidentEndTime is not null), Is.EqualTo(1));
            Assert.That(bodies.Select(body => body.GetProperty("type").GetString()), Is.EqualTo(["anomaly", "raised", "ended"]));
            Assert.That(bodies.Select(body => body.GetProperty("incident").GetString()), Is.All.EqualTo(told[0].Incident));
        }
    }

    [Test]
    public async Task Alert_OfAnIncident_IsRefreshedWhileItGoesOnAndResolvedWhenItEnds()
    {
        await BySeverityAsync("alert", device => device.AlertmanagerUrl = _receiver.Url.ToString());
        var log = await LogAsync("alert");
        var time = Now - 100;
        HtmIt.Engine.Incidents.IncidentState state = null!;
        await log.ChangeAsync(time, Red, row => state = LogPen.IncidentOf(row)!);
        await ReceivedAsync(1);
        await DeliveredAsync();
        var store = Server.Services.GetRequiredService<IDecisionStore>();
        var later = DateTimeOffset.FromUnixTimeSeconds(Now).AddMinutes(1);
        Assert.That(
            await store.RefreshAlertsAsync(later.AddHours(-1), DateTimeOffset.UnixEpoch, CancellationToken.None),
            Is.Zero,
            "told just now"
        );
        Assert.That(await store.RefreshAlertsAsync(later, later, CancellationToken.None), Is.Zero, "no sample for long");
        Assert.That(await store.RefreshAlertsAsync(later, DateTimeOffset.UnixEpoch, CancellationToken.None), Is.EqualTo(1));
        await log.ChangeAsync(time + 60, Red with { Severity = 0 }, row => state = state with { End = At(row) });
        var alerts = (await ReceivedAsync(3)).Select(request => JsonDocument.Parse(request.Body).RootElement[0]).ToList();
        await DeliveredAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(alerts.Select(alert => alert.GetProperty("labels").GetRawText()).Distinct().Count(), Is.EqualTo(1), "one alert");
            Assert.That(alerts.Select(alert => Seconds(alert, "startsAt")), Is.All.EqualTo(time));
            Assert.That(Seconds(alerts[0], "endsAt"), Is.EqualTo(Now + 1_200).Within(120));
            Assert.That(Seconds(alerts[1], "endsAt"), Is.GreaterThanOrEqualTo(Seconds(alerts[0], "endsAt")));
            Assert.That(Seconds(alerts[2], "endsAt"), Is.EqualTo(time + 60));
            Assert.That(alerts[0].GetProperty("annotations").GetProperty("reasons").GetString(), Does.StartWith("never seen value"));
        }
        Assert.That(await store.RefreshAlertsAsync(later, DateTimeOffset.UnixEpoch, CancellationToken.None), Is.Zero, "it is over");
    }

    [Test]
    public async Task Incident_BelowTheThreshold_IsToldWhenItReachesIt()
    {
        await BySeverityAsync("late", device => device.SeverityThreshold = 4);
        var log = await LogAsync("late");
        HtmIt.Engine.Incidents.IncidentState state = null!;
        await log.ChangeAsync(Now - 900, Red with { Severity = 3.5 }, row => state = LogPen.IncidentOf(row)!);
        await DecidedAsync();
        Assert.That(await OfAsync("late"), Is.Empty);
        await log.ChangeAsync(Now - 800, Red with { Severity = 4 }, row => state = Grown(state, row));

        Assert.That((await ToldAsync("late", 1)).Select(one => (one.Kind, one.Severity)), Is.EqualTo([(NotificationKind.Opened, 4.0)]));
    }

    [Test]
    public async Task Incident_ThatOpensAndEndsAtOnce_IsToldAndResolved()
    {
        await BySeverityAsync("short");
        var log = await LogAsync("short");
        await log.ChangeAsync(Now - 100, Red, row => LogPen.IncidentOf(row)! with { End = At(row) });
        var told = await ToldAsync("short", 2);
        Assert.That(told.Select(one => one.Kind), Is.EquivalentTo([NotificationKind.Opened, NotificationKind.Ended]));
    }

    [Test] // NOTIF-003 by severity: the quiet period holds back the next incident of the resource, not news of the one that was told
    public async Task QuietPeriod_OtherIncidentOfTheResource_IsHeldBack()
    {
        await BySeverityAsync("quiet", device => device.QuietPeriod = new() { Seconds = 3_000 });
        var (one, two) = (await LogAsync("quiet.one", "quiet"), await LogAsync("quiet.two", "quiet"));
        HtmIt.Engine.Incidents.IncidentState state = null!;
        await one.ChangeAsync(Now - 900, Red with { Severity = 3 }, row => state = LogPen.IncidentOf(row)!);
        await ToldAsync("quiet", 1);
        await two.ChangeAsync(Now - 800, Red with { Severity = 9 }, row => LogPen.IncidentOf(row)!);
        await one.ChangeAsync(Now - 700, Red with { Severity = 4 }, row => state = Grown(state, row));

        var told = await ToldAsync("quiet", 2);
        Assert.That(
            told.Select(one => (one.MetricName, one.Kind)),
            Is.EquivalentTo([("quiet.one", NotificationKind.Opened), ("quiet.one", NotificationKind.Raised)])
        );
    }

    private Task<Device> BySeverityAsync(string id, Action<Device>? change = null) =>
        DeviceAsync(
            id,
            device =>
            {
                (device.Score, device.QuietPeriod) = (NotificationScore.Severity, new() { Seconds = 0 });
                device.Selectors.Add(new MetricSelector { NamePatterns = { $"{id}*" } });
                change?.Invoke(device);
            }
        );

    private static HtmIt.Engine.Incidents.IncidentState Grown(HtmIt.Engine.Incidents.IncidentState state, DataRow row) =>
        state with
        {
            Severity = row.Score!.Value.Severity,
            Last = At(row),
            Peak = row.Value > state.Peak.Value ? At(row) : state.Peak,
        };

    private static HtmIt.Engine.Incidents.IncidentRow At(DataRow row) => new(row.RowId, row.Time, row.Value, row.Score!.Value.Surprise);

    private static long Seconds(JsonElement alert, string member) => alert.GetProperty(member).GetDateTimeOffset().ToUnixTimeSeconds();

    private Task<IReadOnlyList<Notification>> ToldAsync(string device, int count) =>
        Until.HoldsAsync(() => OfAsync(device), told => told.Count >= count, $"{count} notifications of {device}");

    private Task<IReadOnlyList<ReceivedRequest>> ReceivedAsync(int count) =>
        Until.HoldsAsync(() => Task.FromResult(_receiver.Requests), requests => requests.Count >= count, $"{count} requests");
}
