using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Notifications;

/// <summary>The history of what devices were told: API-N-002 to API-N-004.</summary>
public sealed class NotificationServiceTests : NotificationFixture
{
    [Test] // API-N-002
    public async Task GetNotification_OtherDevicesOrUnknown_IsNotFound()
    {
        await DeviceAsync("get.mine");
        await DeviceAsync("get.other");
        var log = await LogAsync("get.metric");
        await log.WriteAsync(Now - 100, Red);
        await DecidedAsync();
        var mine = (await OfAsync("get.mine", one => one.MetricName == "get.metric")).Single();

        var got = await Notifications.GetNotificationAsync(new() { Name = mine.Name });
        var other = await Refusal.OfAsync(
            Notifications.GetNotificationAsync(new() { Name = mine.Name.Replace("get.mine", "get.other", StringComparison.Ordinal) })
        );
        var unknown = await Refusal.OfAsync(
            Notifications.GetNotificationAsync(new() { Name = $"devices/get.mine/notifications/{Guid.NewGuid():D}" })
        );

        Assert.That(got.Notification, Is.EqualTo(mine));
        Assert.That(
            new[] { other, unknown }.Select(one => (one.Code, one.Reason)),
            Is.All.EqualTo((StatusCode.NotFound, "NOTIFICATION_NOT_FOUND"))
        );
    }

    [Test] // API-N-003
    public async Task BatchMarks_OneManyAndUnknown_SetTheFlags()
    {
        await DeviceAsync("mark", device => device.QuietPeriod = new() { Seconds = 0 });
        await DeviceAsync("mark.other");
        var log = await LogAsync("mark.metric");
        var now = Now;
        await log.WriteAsync([(now - 30, Red), (now - 20, Red), (now - 10, Red)]);
        await DecidedAsync();
        var all = await OfAsync("mark", one => one.MetricName == "mark.metric");
        var unknown = $"devices/mark/notifications/{Guid.NewGuid():D}";
        var foreign = all[2].Name.Replace("devices/mark/", "devices/mark.other/", StringComparison.Ordinal);

        var one = await Notifications.BatchAcknowledgeNotificationsAsync(new() { Names = { all[0].Name } });
        var two = await Notifications.BatchAcknowledgeNotificationsAsync(new() { Names = { all[0].Name, all[1].Name, unknown, foreign } });
        var seen = await Notifications.BatchMarkNotificationsSeenAsync(new() { Names = { all[1].Name, all[1].Name }, User = "ann" });
        await Notifications.BatchMarkNotificationsSeenAsync(new() { Names = { all[1].Name }, User = "bob" });

        Assert.That((one.ChangedCount, two.ChangedCount, seen.ChangedCount), Is.EqualTo((1, 1, 1)));
        Assert.That(
            (await OfAsync("mark", found => found.MetricName == "mark.metric")).Select(found =>
                (found.AcknowledgeTime?.Seconds >= now, found.SeenTime?.Seconds >= now, found.AcknowledgedBy, found.SeenBy)
            ),
            Is.EqualTo(new[] { (true, false, "", ""), (true, true, "", "ann"), (false, false, "", "") }),
            "the first one stays"
        );
        var none = await Refusal.OfAsync(Notifications.BatchMarkNotificationsSeenAsync(new()));
        Assert.That((none.Reason, none.Field), Is.EqualTo(("INVALID_FIELD", "names")));
        var named = await Refusal.OfAsync(
            Notifications.BatchMarkNotificationsSeenAsync(new() { Names = { all[0].Name }, User = new string('x', 101) })
        );
        Assert.That(named.Field, Is.EqualTo("user"));
        var refusal = await Refusal.OfAsync(Notifications.BatchMarkNotificationsSeenAsync(new() { Names = { all[0].Name, "what" } }));
        Assert.That(refusal.Field, Is.EqualTo("names[1]"));
    }

    [Test]
    public async Task Peek_ListAndGet_LeaveTheDeviceAsItIs()
    {
        await DeviceAsync("peek");
        var log = await LogAsync("peek.metric", labels: [("host", "a")]);
        await log.WriteAsync(Now - 60, Red);
        await DecidedAsync();
        await Tables.ExecuteAsync(Server.ConnectionString, "update notification_device set last_seen_time = null where id = 'peek'");

        var listed = await Notifications.ListNotificationsAsync(new() { Device = "devices/peek", Peek = true });
        var one = listed.Notifications.Single();
        var got = await Notifications.GetNotificationAsync(new() { Name = one.Name, Peek = true });
        var unknown = await Refusal.OfAsync(Notifications.ListNotificationsAsync(new() { Device = "devices/peek.none", Peek = true }));
        var device = await Devices.GetDeviceAsync(new() { Name = "devices/peek" });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(got.Notification, Is.EqualTo(one));
            Assert.That((one.Labels["host"], one.DisplayName, one.Deliveries.Count), Is.EqualTo(("a", "peek.metric", 0)));
            Assert.That(device.Device.LastFetchTime, Is.Null);
            Assert.That(unknown.Reason, Is.EqualTo("DEVICE_NOT_FOUND"));
        }
    }

    [Test] // API-N-004
    public async Task ListNotifications_SomeHandledOrOld_GivesTheOpenOnesNewestFirst()
    {
        var before = await DeviceAsync("list", device => device.QuietPeriod = new() { Seconds = 0 });
        var log = await LogAsync("list.metric");
        var now = Now;
        await log.WriteAsync([.. Enumerable.Range(0, 6).Select(i => (now - 60 + i, Red))]);
        await DecidedAsync();
        var all = await OfAsync("list", one => one.MetricName == "list.metric");
        await Notifications.BatchAcknowledgeNotificationsAsync(new() { Names = { all[0].Name } });
        await Notifications.BatchMarkNotificationsSeenAsync(new() { Names = { all[1].Name } });
        await AgeAsync(all[2], "7 days 1 minute");
        await AgeAsync(all[3], "6 days 23 hours");
        await Tables.ExecuteAsync(Server.ConnectionString, "update notification_device set last_seen_time = null where id = 'list'");

        var list = await ListAsync(0);
        var limited = await ListAsync(2);
        var older = await Notifications.ListNotificationsAsync(
            new()
            {
                Device = "devices/list",
                StartTime = new() { Seconds = now - (8 * 86_400) },
                EndTime = new() { Seconds = now - 86_400 },
                PageSize = 2,
            }
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That(list.Select(one => one.Name), Is.EqualTo(new[] { all[5].Name, all[4].Name, all[3].Name }));
            Assert.That(limited.Select(one => one.Name), Is.EqualTo(new[] { all[5].Name, all[4].Name }));
            Assert.That(older.Notifications.Select(one => one.Name), Is.EqualTo(new[] { all[3].Name, all[2].Name }));
            var device = (await Devices.GetDeviceAsync(new() { Name = before.Name })).Device;
            Assert.That(device.LastFetchTime, Is.Not.Null);
            Assert.That(device.Etag, Is.EqualTo(before.Etag), "fetching is no change of the settings");
        }

        async Task<IEnumerable<Notification>> ListAsync(int size) =>
            (await Notifications.ListNotificationsAsync(new() { Device = "devices/list", PageSize = size })).Notifications.Where(one =>
                one.MetricName == "list.metric"
            );
    }

    private Task AgeAsync(Notification notification, string age) =>
        Tables.ExecuteAsync(
            Server.ConnectionString,
            $"update notification set sample_time = now() - interval '{age}' where id = $1",
            Guid.Parse(notification.Name.Split('/')[^1])
        );
}
