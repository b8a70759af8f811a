using HtmIt.Core.Log;
using HtmIt.Engine;
using HtmIt.Testing;
using HtmIt.V1;
using NUnit.Framework;
using EngineState = HtmIt.Engine.Incidents.IncidentState;
using Reason = HtmIt.V1.HoldBack.Types.Reason;

namespace HtmIt.Server.Tests.Notifications;

/// <summary>What a device would have been told is what one was told that was there.</summary>
public sealed class SimulateDeviceTests : NotificationFixture
{
    private const double Calm = 0.5;

    [Test]
    public async Task SimulateDevice_ByDefault_TellsWhatADeviceWasTold()
    {
        var device = await DeviceAsync(
            "sim.live",
            change =>
            {
                (change.Score, change.QuietPeriod) = (NotificationScore.Severity, new() { Seconds = 600 });
                change.Selectors.Add(new MetricSelector { NamePatterns = { "sim.live*" } });
            }
        );
        var (one, two) = (await LogAsync("sim.live.one", "sim.live"), await LogAsync("sim.live.two", "sim.live"));
        var time = Now - 3_000;
        EngineState state = null!;
        await one.ChangeAsync(time, Of(2.5), row => state = LogPen.IncidentOf(row)!);
        await one.ChangeAsync(time + 60, Of(3.2), row => state = Grown(state, row), value: 50);
        await DecidedAsync();
        await two.ChangeAsync(time + 120, Of(9), row => LogPen.IncidentOf(row)!);
        await DecidedAsync();
        await one.ChangeAsync(time + 180, Of(3.3), row => state = Grown(state, row));
        await one.ChangeAsync(time + 240, Of(3.9), row => state = Grown(state, row), value: 60);
        await one.ChangeAsync(time + 300, Of(0), row => state = state with { End = At(row) });
        await DecidedAsync();
        await one.ChangeAsync(time + 900, Of(3), row => state = LogPen.IncidentOf(row)!);
        await DecidedAsync();
        var told = await OfAsync("sim.live");

        var simulation = await SimulateAsync(new() { Name = device.Name }, time - 60);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(told.Select(one => one.Kind).Distinct().Count(), Is.EqualTo(3), "a case of each kind");
            Assert.That(
                simulation.Notifications.Select(one => (one.Kind, one.Incident, one.Severity, one.SampleTime.Seconds, one.Value)),
                Is.EquivalentTo(told.Select(one => (one.Kind, one.Incident, one.Severity, one.SampleTime.Seconds, one.Value)))
            );
            Assert.That(
                simulation.Notifications.Select(one => one.Time.Seconds - time),
                Is.EqualTo(new[] { 60, 240, 300, 900 }),
                "when each was known"
            );
            Assert.That(
                simulation.Counts.Select(one => (one.Kind, one.Count)),
                Is.EqualTo([(NotificationKind.Opened, 2), (NotificationKind.Raised, 1), (NotificationKind.Ended, 1)])
            );
            Assert.That(simulation.HeldBack.Select(one => (one.Reason, one.Count)), Is.EqualTo([(Reason.QuietPeriod, 1)]));
            Assert.That(simulation.Notifications.Select(one => one.Key.MetricName), Is.All.EqualTo("sim.live.one"));
        }
    }

    [Test] // NOTIF-001, NOTIF-002, NOTIF-003 for rows of the past
    public async Task SimulateDevice_ByLikelihood_TellsRows()
    {
        var log = await LogAsync("sim.rows", lastRow: FirstRow - 2);
        var time = Now - 40 * 86_400;
        long[] times = [0, 60, 120, 3_660, 3_720];
        await log.WriteAsync([.. times.Select(after => (time + after, Red with { Severity = 0 })), (time + 9_000, Yellow)]);

        var simulation = await SimulateAsync(new() { Score = NotificationScore.Likelihood }, time, time + 10_000, "sim.rows");
        var lower = await SimulateAsync(
            new()
            {
                Score = NotificationScore.Likelihood,
                LikelihoodThreshold = 0.9999,
                QuietPeriod = new(),
            },
            time,
            time + 10_000,
            "sim.rows"
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(simulation.Notifications.Select(one => one.Time.Seconds - time), Is.EqualTo(new[] { 60, 3_660 }));
            Assert.That(simulation.Notifications.Select(one => one.Kind), Is.All.EqualTo(NotificationKind.Row));
            Assert.That(
                simulation.HeldBack.Select(one => (one.Reason, one.Count)),
                Is.EqualTo([(Reason.Learning, 1), (Reason.QuietPeriod, 2)])
            );
            Assert.That(lower.Notifications.Select(one => one.Time.Seconds - time), Is.EqualTo(new[] { 60, 120, 3_660, 3_720, 9_000 }));
        }
    }

    [Test]
    public async Task SimulateDevice_OtherThreshold_LeavesTheDeviceAsItIs()
    {
        var device = await DeviceAsync(
            "sim.kept",
            change => (change.Score, change.MutedUntil) = (NotificationScore.Severity, new() { Seconds = Now + 60 })
        );
        var log = await LogAsync("sim.kept");
        await log.ChangeAsync(Now - 9_000, Of(4.5), row => LogPen.IncidentOf(row)!);

        var higher = await SimulateAsync(new() { Name = device.Name, SeverityThreshold = 5 }, Now - 9_999, metric: "sim.kept");
        var lower = await SimulateAsync(new() { Name = device.Name, SeverityThreshold = 4 }, Now - 9_999, metric: "sim.kept");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((higher.Notifications.Count, lower.Notifications.Count), Is.EqualTo((0, 1)), "a muted device too");
            Assert.That(higher.Device.SeverityThreshold, Is.EqualTo(5));
            Assert.That((await Devices.GetDeviceAsync(new() { Name = device.Name })).Device, Is.EqualTo(device));
            Assert.That(await OfAsync("sim.kept"), Is.Empty);
        }
    }

    [Test]
    public async Task SimulateDevice_ManySteps_CountsAllAndGivesTheFirst()
    {
        var log = await LogAsync("sim.many");
        var time = Now - 86_400;
        await log.WriteAsync([.. Enumerable.Range(0, 1_100).Select(i => (time + i, Of(3)))]);

        var simulation = await SimulateAsync(new() { QuietPeriod = new() }, time, metric: "sim.many");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(simulation.Counts.Single().Count, Is.EqualTo(1_100));
            Assert.That(simulation.Notifications, Has.Count.EqualTo(1_000));
            Assert.That(simulation.Notifications[^1].Time.Seconds, Is.EqualTo(time + 999));
        }
    }

    [TestCase("devices/none", 3, 0, "DEVICE_NOT_FOUND", "none")]
    [TestCase("none", 3, 0, "INVALID_FIELD", "device.name")]
    [TestCase("", 101, 0, "INVALID_FIELD", "device.severity_threshold")]
    [TestCase("", 3, 1, "INVALID_FIELD", "start_time")]
    public async Task SimulateDevice_WrongRequest_IsRefused(string name, double threshold, int tooLate, string reason, string field)
    {
        var request = new SimulateDeviceRequest
        {
            Device = new() { Name = name, SeverityThreshold = threshold },
            StartTime = new() { Seconds = Now + tooLate },
            EndTime = new() { Seconds = Now },
        };

        var refusal = await Refusal.OfAsync(Devices.SimulateDeviceAsync(request));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Reason, Is.EqualTo(reason));
            Assert.That(refusal.Text, Does.Contain(field));
        }
    }

    private async Task<SimulateDeviceResponse> SimulateAsync(Device device, long from, long? to = null, string? metric = null) =>
        await Devices.SimulateDeviceAsync(
            new()
            {
                Device = device,
                Selector = metric is null ? null : new() { NamePatterns = { metric } },
                StartTime = new() { Seconds = from },
                EndTime = to is { } end ? new() { Seconds = end } : null,
            }
        );

    private static AnomalyResult Of(double severity) => new(0, Calm, 2, severity, severity);

    private static EngineState Grown(EngineState state, DataRow row) =>
        state with
        {
            Severity = row.Score!.Value.Severity,
            Last = At(row),
            Peak = row.Score.Value.Surprise > state.Peak.Surprise ? At(row) : state.Peak,
        };

    private static HtmIt.Engine.Incidents.IncidentRow At(DataRow row) => new(row.RowId, row.Time, row.Value, row.Score!.Value.Surprise);
}
