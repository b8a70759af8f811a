using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Notifications.History;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using DeliveryState = HtmIt.V1.DeliveryState;
using NotificationChannel = HtmIt.Core.Notifications.NotificationChannel;

namespace HtmIt.Server.Tests.Notifications;

/// <summary>What is recorded of attempts to send.</summary>
public sealed class DeliveryRecordTests : NotificationFixture
{
    protected override IReadOnlyDictionary<string, string?> MoreSettings =>
        new Dictionary<string, string?> { ["HtmIt:Notifications:AllowedPrivateNetworks"] = "127.0.0.0/8" };

    [TestCase(0, "\0 is no text", "\uFFFD is no text")]
    [TestCase(959, "\U0001F600 and more", "… (")]
    [TestCase(2_000, "\uD83D", "… (")]
    public async Task FailedAsync_AnyTextOfAnotherServer_CountsTheAttempt(int length, string end, string expected)
    {
        var id = $"record.{length}";
        // Nobody listens there, and this server's own attempts fail, too: at most once an hour.
        await DeviceAsync(id, device => (device.WebhookUrl, device.QuietPeriod) = ("http://127.0.0.1:1/", new() { Seconds = 0 }));
        await Tables.ExecuteAsync(
            Server.ConnectionString,
            "insert into notification_lane (device_id, channel, due_time, failures, lease_id) values ($1, $2, 'infinity', 0, $3)",
            id,
            (short)NotificationChannel.Webhook,
            _lease
        );
        var log = await LogAsync($"{id}.metric");
        await log.WriteAsync(Now, Red);
        await DecidedAsync();
        var store = Server.Services.GetRequiredService<IDeliveryStore>();
        var lane = new Lane(id, NotificationChannel.Webhook, _lease, 0);
        var delivery = (await store.ReadNextAsync(lane, 1, CancellationToken.None)).Single();

        var error = new string('x', length) + end;
        await store.FailedAsync(lane, delivery, error, giveUp: true, TimeSpan.FromHours(1), CancellationToken.None);

        var recorded = (await OfAsync(id)).Single().Deliveries.Single();
        Assert.That((recorded.AttemptCount, recorded.State), Is.EqualTo((1, DeliveryState.GivenUp)));
        Assert.That(recorded.LastError, Does.Contain(expected).And.Length.LessThanOrEqualTo(1_000));
    }

    private readonly Guid _lease = Guid.NewGuid();
}
