using Grpc.Core;
using HtmIt.Client;
using HtmIt.Client.Errors;
using HtmIt.Testing.Client;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Client.Tests.Notifications;

/// <summary>The typed area for notifications.</summary>
public sealed class NotificationsTests
{
    private readonly FakeServices _services = new();
    private FakeServer _server = null!;

    [SetUp]
    public async Task StartAsync() => _server = await FakeServer.StartAsync(_services);

    [TearDown]
    public async Task StopAsync() => await _server.DisposeAsync();

    [Test]
    public async Task UpdateAsync_SomeSettings_SendsOnlyThose()
    {
        UpdateDeviceRequest? sent = null;
        _services.On<UpdateDeviceRequest, UpdateDeviceResponse>(
            "UpdateDevice",
            request =>
            {
                sent = request;
                return new()
                {
                    Device = new()
                    {
                        Name = request.Device.Name,
                        LikelihoodThreshold = 0.5,
                        WebhookSecretStored = true,
                    },
                    Created = true,
                };
            }
        );
        using var client = _server.CreateClient();

        var result = await client.Devices["x"].UpdateAsync(new() { LikelihoodThreshold = 0.5, WebhookSecret = "s" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                sent,
                Is.EqualTo(
                    new UpdateDeviceRequest
                    {
                        Device = new()
                        {
                            Name = "devices/x",
                            LikelihoodThreshold = 0.5,
                            WebhookSecret = "s",
                        },
                        UpdateMask = new() { Paths = { "likelihood_threshold", "webhook_secret" } },
                        AllowMissing = true,
                    }
                )
            );
            var device = result.Device;
            Assert.That((device.Name, device.LikelihoodThreshold, device.HasWebhookSecret), Is.EqualTo(("devices/x", 0.5, true)));
            Assert.That(result.Created, Is.True);
        }
    }

    [Test]
    public async Task UpdateAsync_ScoreOfTheServer_IsNamedAsAChange()
    {
        UpdateDeviceRequest? sent = null;
        _services.On<UpdateDeviceRequest, UpdateDeviceResponse>(
            "UpdateDevice",
            request =>
            {
                sent = request;
                return new() { Device = request.Device };
            }
        );
        using var client = _server.CreateClient();

        await client.Devices["devices/x"].UpdateAsync(new() { Score = NotificationScore.Unspecified });

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
                        Batch = new()
                        {
                            Notifications = { SampleMessages.Notification(2 * next), SampleMessages.Notification((2 * next) + 1) },
                        },
                    },
                ];
            }
        );
        using var client = _server.CreateClient();

        var found = new List<WatchedNotification>();
        await foreach (var step in client.Devices["x"].WatchAsync())
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
    public async Task WatchAsync_AfterAPosition_StartsThere()
    {
        var asked = new List<(string Device, string Position)>();
        _services.On<WatchNotificationsRequest, IReadOnlyList<WatchNotificationsResponse>>(
            "WatchNotifications",
            request =>
            {
                asked.Add((request.Device, request.AfterPosition));
                return
                [
                    new()
                    {
                        Position = "p8",
                        Batch = new() { Notifications = { SampleMessages.Notification(1) } },
                    },
                ];
            }
        );
        using var client = _server.CreateClient();

        await client.Devices["x"].WatchAsync(WatchStart.After("p7")).FirstAsync();

        Assert.That(asked, Is.EqualTo([("devices/x", "p7")]));
    }

    [Test]
    public void GetAsync_Unknown_ThrowsByReason()
    {
        _services.On<GetDeviceRequest, GetDeviceResponse>(
            "GetDevice",
            request => throw Failures.Create(StatusCode.NotFound, ErrorReasons.DeviceNotFound, ("device", request.Name))
        );
        using var client = _server.CreateClient();

        var fault = Assert.ThrowsAsync<DeviceNotFoundException>(() => client.Devices["devices/x"].GetAsync());
        Assert.That(fault.Device, Is.EqualTo("devices/x"));
    }
}
