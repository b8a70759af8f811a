using HtmIt.Core.Log;
using HtmIt.Core.Names;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Decisions;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Notifications;

/// <summary>What becomes of old devices and notifications, and what happens without any device.</summary>
public sealed class NotificationPurgeTests : NotificationFixture
{
    [Test] // NOTIF-012, NOTIF-014: and once the last device is gone, commits record nothing
    public async Task Purge_AfterThirtyDays_RemovesDevicesAndNotifications()
    {
        await DeviceAsync("fresh", device => device.QuietPeriod = new() { Seconds = 0 });
        await DeviceAsync("stale");
        await DeviceAsync("never");
        var log = await LogAsync("purge");
        var now = Now;
        await log.WriteAsync([(now - 300, Red), (now - 200, Red), (now - 100, Red)]);
        await DecidedAsync();
        await ExecuteAsync("update notification_device set last_seen_time = now() - interval '30 days 1 minute' where id = 'stale'");
        await ExecuteAsync("update notification_device set last_seen_time = null where id = 'never'");
        await ExecuteAsync($"update notification set sample_time = now() - interval '31 days' where row_id = {FirstRow}");
        await ExecuteAsync($"update notification set sample_time = now() - interval '29 days' where row_id = {FirstRow + 1}");
        var store = Server.Services.GetRequiredService<IDecisionStore>();

        var purged = await store.PurgeAsync(DateTimeOffset.FromUnixTimeSeconds(now) - NotificationRules.Retention, CancellationToken.None);

        var left = await Devices.ListDevicesAsync(new());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(purged.Devices, Is.EqualTo(1));
            Assert.That(left.Devices.Select(one => one.Name), Is.EqualTo(new[] { "devices/fresh", "devices/never" }));
            Assert.That(left.Devices.Single(one => one.Name == "devices/never").LastFetchTime, Is.Null);
            Assert.That((await OfAllAsync("fresh")).Order(), Is.EqualTo(new[] { FirstRow + 1, FirstRow + 2 }));
            Assert.That(await CountAsync("select count(*) from notification where device_id = 'stale'"), Is.Zero);
        }

        foreach (var name in new[] { "devices/fresh", "devices/never" })
        {
            await Devices.DeleteDeviceAsync(new() { Name = name });
        }
        await log.WriteAsync(now - 50, Red);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                await CountAsync("select count(*) from commit_head where notify_likelihood is null and notify_severity is null"),
                Is.EqualTo(1)
            );
            Assert.That(await CountAsync("select count(*) from notification_candidate"), Is.Zero);
        }
    }

    [Test] // NOTIF-012: a server does it by itself, first when it starts
    public async Task Start_DeviceThatFetchedNothing_IsRemoved()
    {
        await DeviceAsync("left");
        await ExecuteAsync("update notification_device set last_seen_time = now() - interval '31 days' where id = 'left'");

        await using var another = await InProcessServer.StartAsync(Server.ConnectionString, Settings);

        await Until.HoldsAsync(
            () => CountAsync("select count(*) from notification_device where id = 'left'"),
            count => count == 0,
            "the device to be removed"
        );
    }

    [Test] // NOTIF-012: who is told need not ask
    public async Task Purge_DevicesThatAreTold_StayThoughTheyFetchNothing()
    {
        await DeviceAsync("mailed", device => device.EmailAddress = "ops@example.com");
        await DeviceAsync("called", device => device.WebhookUrl = "https://hooks.example.com/a");
        await DeviceAsync("pushed", device => device.AlertmanagerUrl = "https://alerts.example.com");
        await DeviceAsync("fetching");
        await ExecuteAsync("update notification_device set last_seen_time = now() - interval '31 days'");
        var store = Server.Services.GetRequiredService<IDecisionStore>();

        var purged = await store.PurgeAsync(DateTimeOffset.FromUnixTimeSeconds(Now) - NotificationRules.Retention, CancellationToken.None);

        var left = await Devices.ListDevicesAsync(new());
        Assert.That(purged.Devices, Is.EqualTo(1));
        Assert.That(left.Devices.Select(one => one.Name), Is.EqualTo(new[] { "devices/called", "devices/mailed", "devices/pushed" }));
    }

    [Test] // NOTIF-014
    public async Task OnCommitted_NoDeviceAtAll_OnlyLogs()
    {
        var logger = new SignallingLogger();
        var options = Options.Create(new NotificationOptions { DefaultScore = Core.Notifications.NotificationScore.Likelihood });
        var signals = new NotificationSignals(TimeProvider.System);
        var watcher = new CommitWatcher(
            signals,
            options,
            new(Options.Create(new LearningOptions())),
            TimeProvider.System,
            new LoggerOf<CommitWatcher>(logger)
        );
        var metric = new MetricRef(1, MetricId.New());
        var quiet = new DataRow(FirstRow, Now, 1, Yellow);
        var loud = new DataRow(FirstRow + 1, Now, 1, Red);

        watcher.OnCommitted(new(new(Guid.Empty, 1, 0), [new(metric, [quiet])]));
        var logged = logger.WhenLoggedAsync(1101);
        Assert.That(logged.IsCompleted, Is.False);
        watcher.OnCommitted(new(new(Guid.Empty, 2, 0), [new(metric, [quiet, loud])]));

        Assert.That(await logged, Does.Contain($"row {FirstRow + 1}").And.Contain("0 more"));
    }

    private async Task<IReadOnlyList<long>> OfAllAsync(string device)
    {
        var rows = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            if (await CountAsync($"select count(*) from notification where device_id = '{device}' and row_id = {FirstRow + i}") > 0)
            {
                rows.Add(FirstRow + i);
            }
        }
        return rows;
    }

    private Task ExecuteAsync(string sql) => Tables.ExecuteAsync(Server.ConnectionString, sql);

    private Task<long> CountAsync(string sql) => Tables.CountAsync(Server.ConnectionString, sql);
}
