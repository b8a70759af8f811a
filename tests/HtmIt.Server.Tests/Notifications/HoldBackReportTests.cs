using HtmIt.Server.Tests.Listeners;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NUnit.Framework;
using Reason = HtmIt.V1.HoldBack.Types.Reason;

namespace HtmIt.Server.Tests.Notifications;

/// <summary>What the log says of devices that are not told although something reached their threshold.</summary>
public sealed class HoldBackReportTests : NotificationFixture
{
    private readonly CollectedLog _heldBack = new(1108);
    private readonly CollectedLog _notSetUp = new(1109);

    protected override void Replace(IServiceCollection services) =>
        services.AddSingleton<ILoggerProvider>(_heldBack).AddSingleton<ILoggerProvider>(_notSetUp);

    [Test]
    public async Task Decision_LearningModelAndMissingChannel_AreSaidWithTheirReasons()
    {
        await DeviceAsync("hold.young", device => device.Score = NotificationScore.Severity);
        await DeviceAsync("hold.calm", device => (device.Score, device.SeverityThreshold) = (NotificationScore.Severity, 99));
        await DeviceAsync(
            "hold.mail",
            device =>
            {
                device.EmailAddress = "a@example.com";
                device.Selectors.Add(new MetricSelector { NamePatterns = { "hold.old" } });
            }
        );
        var log = await LogAsync("hold.log", lastRow: 10);
        await log.WriteAsync(Now, Red);
        await DecidedAsync();
        var old = await LogAsync("hold.old");
        await old.WriteAsync(Now, Red);
        await DecidedAsync();

        var said = await Until.HoldsAsync(() => Task.FromResult(_heldBack.Messages), messages => messages.Count > 0, "the line");
        Assert.That(
            said,
            Is.EqualTo(
                new[]
                {
                    "Device hold.young was not told, 1 times, of what reached its threshold: the metric's model is learning. "
                        + "The last was of metric 'hold.log'; 'htmit devices explain' tells more",
                }
            )
        );
        await Until.HoldsAsync(() => Task.FromResult(_notSetUp.Messages), messages => messages.Count > 0, "the other line");
        Assert.That(_notSetUp.Messages.Single(), Does.StartWith("Device hold.mail").And.Contain("by Mail"));
    }

    [Test]
    public async Task ExplainDevice_LearningModel_TellsSinceWhen()
    {
        await DeviceAsync("hold.since");
        var model = await MonitorAsync("hold.model");
        await Data.SendAsync(Ingest.Series("hold.model", Enumerable.Repeat(1.0, 200), start: Now - 200, step: 1));

        var explained = await Devices.ExplainDeviceAsync(new() { Name = "devices/hold.since", Metric = model.Metric.Name });

        Assert.That(explained.HoldBacks.Single(one => one.Reason == Reason.Learning).Since, Is.EqualTo(model.CreateTime));
    }
}
