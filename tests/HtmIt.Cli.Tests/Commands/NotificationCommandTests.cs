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

    [Test]
    public async Task DevicesSimulate_SomeToldSomeNot_SaysHowOftenAndWhy()
    {
        SimulateDeviceRequest? asked = null;
        var end = new Google.Protobuf.WellKnownTypes.Timestamp { Seconds = 1_767_312_000 };
        _services.On<SimulateDeviceRequest, SimulateDeviceResponse>(
            "SimulateDevice",
            request =>
            {
                asked = request;
                return new()
                {
                    Device = new() { SeverityThreshold = 4 },
                    StartTime = new() { Seconds = end.Seconds - 86_400 },
                    EndTime = end,
                    Notifications =
                    {
                        new SimulatedNotification
                        {
                            Kind = NotificationKind.Opened,
                            Time = end,
                            Metric = "metrics/m",
                            Key = new() { MetricName = "cpu" },
                            Incident = "incidents/i",
                            Severity = 4.25,
                            SampleTime = end,
                            Value = 97,
                        },
                    },
                    Counts =
                    {
                        new SimulatedCount { Kind = NotificationKind.Opened, Count = 1_200 },
                    },
                    HeldBack =
                    {
                        new HeldBackCount { Reason = HoldBack.Types.Reason.QuietPeriod, Count = 3 },
                    },
                };
            }
        );

        var output = await RunAsync("devices", "simulate", "ops", "--severity", "4", "--name", "cpu*", "--quiet-period", "60");

        using (Assert.EnterMultipleScope())
        {
            Assert.That((asked!.Device.Name, asked.Device.SeverityThreshold), Is.EqualTo(("devices/ops", 4.0)));
            Assert.That(asked.Selector.NamePatterns, Is.EqualTo(new[] { "cpu*" }));
            Assert.That(asked.Device.HasLikelihoodThreshold, Is.False, "what is not said is the device's");
            Assert.That(output, Does.Contain("cpu").And.Contain("4.25").And.Contain("incidents/i"));
            Assert.That(
                output,
                Does.Contain(
                    "2026-01-01 00:00:00 to 2026-01-02 00:00:00, severity 4 and more: would have been told 1,200 times (opened 1,200)"
                )
            );
            Assert.That(
                output,
                Does.Contain("shown: the first 1").And.Contain("3 because a notification of the resource is not marked seen")
            );
        }
    }

    private async Task<string> RunAsync(params string[] args)
    {
        var (exitCode, output, error) = await CliRunner.RunAsync(_server.Address, args);
        Assert.That(exitCode, Is.Zero, error);
        return output;
    }
}
