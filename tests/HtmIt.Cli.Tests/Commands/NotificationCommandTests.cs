using System.Text.Json;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>The commands for notifications.</summary>
public sealed class NotificationCommandTests
{
    private readonly FakeServices _services = new();
    private FakeServer _server = null!;

    [SetUp]
    public async Task StartAsync() => _server = await FakeServer.StartAsync(_services);

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task Commands_DevicesListAndMarks_SayWhatTheServerSays()
    {
        _services.On<UpdateDeviceRequest, UpdateDeviceResponse>(
            "UpdateDevice",
            request => new() { Device = request.Device, Created = true }
        );
        _services.On<ListDevicesRequest, ListDevicesResponse>(
            "ListDevices",
            _ =>
                new()
                {
                    Devices =
                    {
                        new Device { Name = "devices/ops", EmailAddress = "ops@example.com" },
                    },
                }
        );
        _services.On<ListNotificationsRequest, ListNotificationsResponse>(
            "ListNotifications",
            request => new() { Notifications = { SampleMessages.Notification(request.IncludeHandled ? 7 : 1) } }
        );
        _services.On<BatchMarkNotificationsSeenRequest, BatchMarkNotificationsSeenResponse>(
            "BatchMarkNotificationsSeen",
            request => new() { ChangedCount = request.Names.Count }
        );
        string[] set = ["devices", "set", "ops", "--email", "ops@example.com", "--score", "likelihood", "--quiet-period", "60"];

        var made = await RunAsync([.. set, "--output", "json"]);
        var devices = await RunAsync("devices");
        var list = await RunAsync("notifications", "list", "ops", "--all", "--output", "json");
        var seen = await RunAsync("notifications", "seen", "devices/ops/notifications/a", "devices/ops/notifications/b");

        using (Assert.EnterMultipleScope())
        {
            var json = JsonDocument.Parse(made).RootElement;
            Assert.That(json.GetProperty("name").GetString(), Is.EqualTo("devices/ops"));
            Assert.That(json.GetProperty("score").GetString(), Is.EqualTo("LIKELIHOOD"));
            Assert.That(json.GetProperty("quiet_period_seconds").GetDouble(), Is.EqualTo(60));
            Assert.That(devices, Does.Contain("ops@example.com"));
            Assert.That(
                JsonDocument.Parse(list).RootElement.GetProperty("notifications")[0].GetProperty("row_id").GetInt64(),
                Is.EqualTo(7)
            );
            Assert.That(seen, Does.StartWith("2 seen"));
        }
    }

    private async Task<string> RunAsync(params string[] args)
    {
        var (exitCode, output, error) = await CliRunner.RunAsync(_server.Address, args);
        Assert.That(exitCode, Is.Zero, error);
        return output;
    }
}
