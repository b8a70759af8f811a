using Grpc.Core;
using HtmIt.Core.Log;
using HtmIt.Engine;
using HtmIt.V1;
using NUnit.Framework;
using Reason = HtmIt.V1.HoldBack.Types.Reason;

namespace HtmIt.Server.Tests.Notifications;

/// <summary>Why a device is not told: the same conditions as those of the decisions.</summary>
public sealed class ExplainDeviceTests : NotificationFixture
{
    private static readonly AnomalyResult Calm = new(0, 0.5, 2, 0.3, 0);

    [Test]
    public async Task ExplainDevice_RowThatNotifies_HoldsNothingBackUntilItDid()
    {
        await DeviceAsync("ex.told", device => device.QuietPeriod = new() { Seconds = 600 });
        var log = await LogAsync("ex.told");
        var time = Now - 60;
        await log.WriteAsync(time, Red);
        await DecidedAsync();
        var notification = (await OfAsync("ex.told")).Single();

        var quiet = await ExplainAsync("ex.told", log);
        await Notifications.BatchMarkNotificationsSeenAsync(new() { Names = { notification.Name } });
        var seen = await ExplainAsync("ex.told", log);

        using (Assert.EnterMultipleScope())
        {
            var one = quiet.HoldBacks.Single();
            Assert.That((one.Reason, one.Since.Seconds, one.Until.Seconds), Is.EqualTo((Reason.QuietPeriod, time, time + 600)));
            Assert.That(seen.HoldBacks, Is.Empty);
            Assert.That((seen.RowId, seen.SampleTime.Seconds, seen.Surprise), Is.EqualTo((FirstRow, time, Red.Surprise)));
            Assert.That(seen.Channels, Is.Empty, "it only fetches");
        }
    }

    [Test]
    public async Task ExplainDevice_SeveralConditions_TellsAllWithTheirTimes()
    {
        var until = Now + 3_600;
        await DeviceAsync(
            "ex.all",
            device =>
            {
                device.MutedUntil = new() { Seconds = until };
                device.Selectors.Add(new MetricSelector { NamePatterns = { "another.*" } });
            }
        );
        var log = await LogAsync("ex.all", lastRow: 10);
        var time = Now - 7_200;
        await log.WriteAsync(time, Calm);

        var holdBacks = (await ExplainAsync("ex.all", log)).HoldBacks;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                holdBacks.Select(one => one.Reason),
                Is.EqualTo(new[] { Reason.Muted, Reason.Learning, Reason.TooOld, Reason.BelowThreshold, Reason.NotSelected })
            );
            Assert.That(holdBacks[0].Until.Seconds, Is.EqualTo(until));
            Assert.That(holdBacks[2].Since.Seconds, Is.EqualTo(time + 3_600));
        }
    }

    [Test]
    public async Task ExplainDevice_NoRow_SaysThatNothingIsScored()
    {
        await DeviceAsync("ex.none", device => device.MutedUntil = new() { Seconds = Now + 60 });
        var log = await LogAsync("ex.none");

        var explanation = await ExplainAsync("ex.none", log);

        Assert.That(explanation.HoldBacks.Select(one => one.Reason), Is.EqualTo(new[] { Reason.NotScored, Reason.Muted }));
        Assert.That((explanation.RowId, explanation.SampleTime), Is.EqualTo((0L, (object?)null)));
    }

    [Test]
    public async Task ExplainDevice_UnknownDeviceOrMetric_IsNotFound()
    {
        await DeviceAsync("ex.known");
        var log = await LogAsync("ex.known");

        var device = await Refusal.OfAsync(
            Devices.ExplainDeviceAsync(new() { Name = "devices/ex.nobody", Metric = log.Metric.Id.ResourceName })
        );
        var metric = await Refusal.OfAsync(
            Devices.ExplainDeviceAsync(new() { Name = "devices/ex.known", Metric = $"metrics/{new string('a', 32)}" })
        );

        Assert.That((device.Code, device.Reason), Is.EqualTo((StatusCode.NotFound, "DEVICE_NOT_FOUND")));
        Assert.That((metric.Code, metric.Reason), Is.EqualTo((StatusCode.NotFound, "METRIC_NOT_FOUND")));
    }

    private async Task<ExplainDeviceResponse> ExplainAsync(string device, LogPen log) =>
        await Devices.ExplainDeviceAsync(new() { Name = $"devices/{device}", Metric = log.Metric.Id.ResourceName });
}
