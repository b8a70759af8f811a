using System.Text.Json;
using Grpc.Core;
using HtmIt.Client.Errors;
using HtmIt.Client.Tests.Cli;
using HtmIt.Client.Tests.Fakes;
using HtmIt.V1;
using NUnit.Framework;
using Wire = HtmIt.V1;

namespace HtmIt.Client.Tests;

/// <summary>The typed area for notifications, and its commands.</summary>
public sealed class NotificationsTests
{
    private readonly FakeServices _services = new();
    private FakeServer _server = null!;

    [SetUp]
    public async Task StartAsync() => _server = await FakeServer.StartAsync(_services);

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task UpdateDeviceAsync_SomeSettings_SendsOnlyThose()
    {
        UpdateDeviceSettingsRequest? sent = null;
        _services.On<UpdateDeviceSettingsRequest, UpdateDeviceSettingsResponse>(
            "UpdateDeviceSettings",
            request =>
            {
                sent = request;
                return new()
                {
                    DeviceSettings = new()
                    {
                        Name = request.DeviceSettings.Name,
                        Sensitivity = 0.5,
                        WebhookSecretStored = true,
                    },
                    Created = true,
                };
            }
        );
        using var client = _server.CreateClient();

        var result = await client.Notifications.UpdateDeviceAsync("devices/x", new() { Sensitivity = 0.5, WebhookSecret = "s" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                sent,
                Is.EqualTo(
                    new UpdateDeviceSettingsRequest
                    {
                        DeviceSettings = new()
                        {
                            Name = "devices/x",
                            Sensitivity = 0.5,
                            WebhookSecret = "s",
                        },
                        UpdateMask = new() { Paths = { "sensitivity", "webhook_secret" } },
                        AllowMissing = true,
                    }
                )
            );
            var device = result.Device;
            Assert.That((device.Name, device.Sensitivity, device.HasWebhookSecret), Is.EqualTo(("devices/x", 0.5, true)));
            Assert.That(result.Created, Is.True);
        }
    }

    [Test]
    public async Task UpdateDeviceAsync_ScoreOfTheServer_IsNamedAsAChange()
    {
        UpdateDeviceSettingsRequest? sent = null;
        _services.On<UpdateDeviceSettingsRequest, UpdateDeviceSettingsResponse>(
            "UpdateDeviceSettings",
            request =>
            {
                sent = request;
                return new() { DeviceSettings = request.DeviceSettings };
            }
        );
        using var client = _server.CreateClient();

        await client.Notifications.UpdateDeviceAsync("devices/x", new() { Score = NotificationScore.Unspecified });

        Assert.That(sent!.UpdateMask.Paths, Is.EqualTo(new[] { "score" }));
    }

    [Test]
    public async Task WatchAsync_ConnectionBreaks_GoesOnFromThePosition()
    {
        var asked = new List<string>();
        _services.On<WatchNotificationsRequest, IReadOnlyList<WatchNotificationsResponse>>(
            "WatchNotifications",
            request =>
            {
                asked.Add(request.AfterPosition);
                var next = asked.Count;
                return
                [
                    new()
                    {
                        Position = $"p{next}",
                        Batch = new() { Notifications = { ToWire(2 * next), ToWire((2 * next) + 1) } },
                    },
                ];
            }
        );
        using var client = _server.CreateClient();

        var found = new List<WatchedNotification>();
        await foreach (var step in client.Notifications.WatchAsync("devices/x"))
        {
            found.Add(step);
            if (found.Count == 6)
            {
                break;
            }
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found.Select(one => one.Notification.RowId), Is.EqualTo(Enumerable.Range(2, 6)));
            Assert.That(found.Select(one => one.Position), Is.EqualTo(new[] { null, "p1", null, "p2", null, "p3" }));
            Assert.That(asked, Is.EqualTo(new[] { "", "p1", "p2" }));
        }
    }

    [Test]
    public void GetDeviceAsync_Unknown_ThrowsByReason()
    {
        _services.On<GetDeviceSettingsRequest, GetDeviceSettingsResponse>(
            "GetDeviceSettings",
            request => throw Failures.Create(StatusCode.NotFound, ErrorReasons.DeviceNotFound, ("device", request.Name))
        );
        using var client = _server.CreateClient();

        var fault = Assert.ThrowsAsync<DeviceNotFoundException>(() => client.Notifications.GetDeviceAsync("devices/x"));
        Assert.That(fault.Device, Is.EqualTo("devices/x"));
    }

    [Test]
    public async Task Commands_DevicesListAndMarks_SayWhatTheServerSays()
    {
        _services.On<UpdateDeviceSettingsRequest, UpdateDeviceSettingsResponse>(
            "UpdateDeviceSettings",
            request => new() { DeviceSettings = request.DeviceSettings, Created = true }
        );
        _services.On<ListDeviceSettingsRequest, ListDeviceSettingsResponse>(
            "ListDeviceSettings",
            _ =>
                new()
                {
                    DeviceSettings =
                    {
                        new Wire.DeviceSettings { Name = "devices/ops", EmailAddress = "ops@example.com" },
                    },
                }
        );
        _services.On<ListNotificationsRequest, ListNotificationsResponse>(
            "ListNotifications",
            request => new() { Notifications = { ToWire(request.IncludeHandled ? 7 : 1) } }
        );
        _services.On<BatchMarkNotificationsSeenRequest, BatchMarkNotificationsSeenResponse>(
            "BatchMarkNotificationsSeen",
            request => new() { ChangedCount = request.Names.Count }
        );
        string[] set = ["notifications", "devices", "set", "ops", "--email", "ops@example.com", "--score", "likelihood", "--window", "60"];

        var made = await RunAsync([.. set, "--output", "json"]);
        var devices = await RunAsync("notifications", "devices");
        var list = await RunAsync("notifications", "list", "ops", "--all", "--output", "json");
        var seen = await RunAsync("notifications", "seen", "devices/ops/notifications/a", "devices/ops/notifications/b");

        using (Assert.EnterMultipleScope())
        {
            var json = JsonDocument.Parse(made).RootElement;
            Assert.That(json.GetProperty("name").GetString(), Is.EqualTo("devices/ops"));
            Assert.That(json.GetProperty("score").GetString(), Is.EqualTo("LIKELIHOOD"));
            Assert.That(json.GetProperty("window_seconds").GetDouble(), Is.EqualTo(60));
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

    private static Wire.Notification ToWire(int rowId) =>
        new()
        {
            Name = $"devices/x/notifications/{rowId}",
            Device = "devices/x",
            Metric = "metrics/m",
            MetricName = "m",
            RowId = rowId,
            SampleTime = new() { Seconds = 1_800_000_000 },
        };
}
