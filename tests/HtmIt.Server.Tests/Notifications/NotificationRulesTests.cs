using HtmIt.Core.Log;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Decisions;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Engine;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using NotificationScore = HtmIt.V1.NotificationScore;

namespace HtmIt.Server.Tests.Notifications;

/// <summary>Who is told of which row: NOTIF-001 to NOTIF-006 and NOTIF-012 to NOTIF-014.</summary>
public sealed class NotificationRulesTests : NotificationFixture
{
    private static readonly Learning Shipped = new(Options.Create(new LearningOptions()));

    private static readonly DeviceSelections NoMetrics = new(new Dictionary<int, HtmIt.Core.Metrics.Metric>());

    [Test] // NOTIF-001, by either score
    public async Task Commit_RedRow_NotifiesEachDeviceOnce()
    {
        await DeviceAsync("n001.likelihood");
        await DeviceAsync("n001.severity", device => device.Score = NotificationScore.Severity);
        var log = await LogAsync("n001");
        var time = Now - 3_000;

        await log.WriteAsync(time, Red, value: 17.5);
        await DecidedAsync();

        foreach (
            var (device, score) in new[]
            {
                ("n001.likelihood", NotificationScore.Likelihood),
                ("n001.severity", NotificationScore.Severity),
            }
        )
        {
            var one = (await OfAsync(device, found => found.MetricName == "n001")).Single();
            using (Assert.EnterMultipleScope())
            {
                Assert.That(one.Name, Does.Match($"^devices/{device}/notifications/[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}$"));
                Assert.That((one.RowId, one.SampleTime.Seconds, one.Value), Is.EqualTo((FirstRow, time, 17.5)));
                Assert.That(
                    (one.AnomalyLikelihood, one.Surprise, one.Severity, one.Score),
                    Is.EqualTo((Red.AnomalyLikelihood, Red.Surprise, Red.Severity, score))
                );
                Assert.That((one.AcknowledgeTime is null, one.SeenTime is null, one.ProviderMessageId), Is.EqualTo((true, true, "")));
                Assert.That(one.QuietPeriod.Seconds, Is.EqualTo(3_600));
            }
        }
    }

    [Test] // NOTIF-001, NOTIF-002: exactly at each of the borders, and just beyond
    public async Task Commit_AtAndBeyondTheBorders_NotifiesOnlyWithin()
    {
        await DeviceAsync("n002", device => device.QuietPeriod = new() { Seconds = 0 });
        var early = await LogAsync("n002.early", lastRow: 999);
        var log = await LogAsync("n002.log");
        var now = Now;

        await early.WriteAsync([(now - 100, Red), (now - 99, Red)]);
        await log.WriteAsync([
            (now - 3_700, Red),
            (now - 3_500, new AnomalyResult(1, 0.99999 - 1e-12, 1_000_000, 9, 9)),
            (now - 3_400, new AnomalyResult(1, 0.99999, 1_000_000, 0, 0)),
            (now - 3_300, Yellow),
        ]);
        await DecidedAsync();

        var found = await OfAsync("n002", one => one.MetricName.StartsWith("n002", StringComparison.Ordinal));
        Assert.That(
            found.Select(one => (one.MetricName, one.RowId)),
            Is.EqualTo(new[] { ("n002.log", FirstRow + 2), ("n002.early", FirstRow) })
        );
    }

    [Test] // NOTIF-002 as overridden for severity: the row after those that the model needs, and not row 1,001
    public async Task Commit_BySeverity_NotifiesFromTheRowThatTheModelTells()
    {
        var needed = (await MonitorAsync("n002.model")).LearningRowsNeeded;
        Assert.That(needed, Is.EqualTo(120));
        await DeviceAsync(
            "n002.severity",
            device =>
            {
                device.Score = NotificationScore.Severity;
                device.QuietPeriod = new() { Seconds = 0 };
            }
        );
        var log = await LogAsync("n002.young", lastRow: needed - 1);
        var now = Now;

        await log.WriteAsync([(now - 100, Red), (now - 99, Red)]);
        await DecidedAsync();

        var found = await OfAsync("n002.severity", one => one.MetricName == "n002.young");
        Assert.That(found.Select(one => one.RowId), Is.EqualTo(new[] { needed + 1L }));
    }

    [TestCase(3_600, false)] // NOTIF-002: "older than an hour" begins after the hour
    [TestCase(3_601, true)]
    public void IsTooOld_AgeOfTheSample_CountsToTheSecond(int age, bool expected)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        Assert.That(NotificationRules.IsTooOld(1_800_000_000 - age, now), Is.EqualTo(expected));
    }

    private static HtmIt.Core.Notifications.Devices.Device ByLikelihood =>
        new() { Id = "d", Score = HtmIt.Core.Notifications.NotificationScore.Likelihood };

    [TestCase(3_600, 1)] // NOTIF-002, at the time of the decision: an outage does not make old rows news
    [TestCase(3_601, 0)]
    public void Decide_AgeOfTheSample_CountsToTheSecond(int age, int expected)
    {
        const long Now = 1_800_000_000;
        var decide = new DecideNotifications([], Shipped);
        var candidate = new NotificationCandidate(1, default, FirstRow, Now - age, 1, 1, 9, 4);

        var decided = decide.Execute(new([candidate], [ByLikelihood], NoMetrics, [], [], []), DateTimeOffset.FromUnixTimeSeconds(Now));

        Assert.That(decided, Has.Count.EqualTo(expected));
    }

    [TestCase(0, 1)]
    [TestCase(1, 0)]
    public void Decide_MutedDevice_IsToldFromTheInstantOn(int secondsLeft, int expected)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var decide = new DecideNotifications([], Shipped);
        var candidate = new NotificationCandidate(1, default, FirstRow, now.ToUnixTimeSeconds(), 1, 1, 9, 4);
        var device = ByLikelihood with { MutedUntil = now.AddSeconds(secondsLeft) };

        Assert.That(decide.Execute(new([candidate], [device], NoMetrics, [], [], []), now), Has.Count.EqualTo(expected));
    }

    [Test]
    public async Task Commit_DeviceMuted_IsNotTold()
    {
        await DeviceAsync("muted", device => device.MutedUntil = new() { Seconds = Now + 3_600 });
        await DeviceAsync("awake", device => device.MutedUntil = new() { Seconds = Now - 1 });
        var log = await LogAsync("rules.muted");
        await log.WriteAsync(Now - 60, Red);
        await DecidedAsync();

        Assert.That(await OfAsync("awake", notification => notification.MetricName == "rules.muted"), Has.Count.EqualTo(1));
        Assert.That(await OfAsync("muted"), Is.Empty);
    }

    [Test] // any of the selectors; none means all; what the metric is at the time of the decision
    public async Task Commit_DeviceWithSelectors_IsToldOfWhatOneOfThemSelects()
    {
        var one = await LogAsync("rules.select.a", labels: [("zone", "a")]);
        var two = await LogAsync("rules.select.b", labels: [("zone", "b")]);
        var three = await LogAsync("rules.select.c");
        LabelMatcher zoneA = new()
        {
            Key = "zone",
            Op = LabelMatcher.Types.Op.Equal,
            Values = { "a" },
        };
        await DeviceAsync("sel.label", device => device.Selectors.Add(new MetricSelector { Labels = { zoneA } }));
        await DeviceAsync(
            "sel.any",
            device =>
                device.Selectors.Add([
                    new() { Labels = { zoneA } },
                    new() { Metrics = { three.Metric.Id.ResourceName }, Statuses = { V1.MetricStatus.Unmonitored } },
                ])
        );
        await DeviceAsync("sel.none", device => device.Selectors.Add(new MetricSelector { Statuses = { V1.MetricStatus.Error } }));
        await DeviceAsync("sel.cleared", device => device.Selectors.Add(new MetricSelector { Statuses = { V1.MetricStatus.Error } }));
        await Devices.UpdateDeviceAsync(
            new()
            {
                Device = new() { Name = "devices/sel.cleared" },
                UpdateMask = new() { Paths = { "selectors" } },
            }
        );
        foreach (var log in new[] { one, two, three })
        {
            await log.WriteAsync(Now - 60, Red);
        }
        await DecidedAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await ToldAsync("sel.label"), Is.EqualTo(new[] { "rules.select.a" }));
            Assert.That(await ToldAsync("sel.any"), Is.EqualTo(new[] { "rules.select.a", "rules.select.c" }));
            Assert.That(await ToldAsync("sel.none"), Is.Empty);
            Assert.That(await ToldAsync("sel.cleared"), Is.EqualTo(new[] { "rules.select.a", "rules.select.b", "rules.select.c" }));
        }

        async Task<IEnumerable<string>> ToldAsync(string device) =>
            (await OfAsync(device, found => found.MetricName.StartsWith("rules.select", StringComparison.Ordinal)))
                .Select(found => found.MetricName)
                .Order();
    }

    [Test] // NOTIF-003
    public async Task Commit_UnseenOfSameServerWithinWindow_IsSuppressed()
    {
        await DeviceAsync("n003", device => device.QuietPeriod = new() { Seconds = 600 });
        await DeviceAsync("n003.long", device => device.QuietPeriod = new() { Seconds = 601 });
        var first = await LogAsync("n003.a", "n003.server");
        var second = await LogAsync("n003.b", "n003.server");
        var elsewhere = await LogAsync("n003.c", "n003.other");
        var now = Now;

        await first.WriteAsync(now - 1_000, Red);
        await second.WriteAsync(now - 401, Red);
        await elsewhere.WriteAsync(now - 900, Red);
        await second.WriteAsync(now - 400, Red);
        // A later unseen one suppresses too, however much earlier the sample is.
        await first.WriteAsync(now - 500, Red);
        await DecidedAsync();

        var found = await OfAsync("n003", one => one.MetricName.StartsWith("n003", StringComparison.Ordinal));
        Assert.That(
            found.Select(one => (one.MetricName, now - one.SampleTime.Seconds)),
            Is.EqualTo(new[] { ("n003.a", 1_000L), ("n003.c", 900L), ("n003.b", 400L) })
        );
        var spared = await OfAsync("n003.long", one => one.MetricName.StartsWith("n003", StringComparison.Ordinal));
        Assert.That(spared.Select(one => one.MetricName), Is.EqualTo(new[] { "n003.a", "n003.c" }), "each device by its own window");
    }

    [Test] // NOTIF-003: in one commit as over several
    public async Task Commit_StormInOneCommit_NotifiesOncePerWindow()
    {
        await DeviceAsync("n003.storm", device => device.QuietPeriod = new() { Seconds = 300 });
        var log = await LogAsync("n003.storm");
        var now = Now;

        await log.WriteAsync([.. Enumerable.Range(0, 1_500).Select(i => (now - 1_500 + i, Red))]);
        await DecidedAsync();

        var found = await OfAsync("n003.storm", one => one.MetricName == "n003.storm");
        Assert.That(found.Select(one => one.RowId - FirstRow), Is.EqualTo(new[] { 0, 300, 600, 900, 1_200 }));
    }

    [Test] // NOTIF-004: seen re-opens the device, acknowledged does not
    public async Task Commit_AfterMarkedSeen_NotifiesAgain()
    {
        await DeviceAsync("n004");
        var log = await LogAsync("n004");
        var now = Now;
        await log.WriteAsync(now - 1_000, Red);
        await DecidedAsync();
        var first = (await OfAsync("n004", one => one.MetricName == "n004")).Single();

        await Notifications.BatchAcknowledgeNotificationsAsync(new() { Names = { first.Name } });
        await log.WriteAsync(now - 900, Red);
        await DecidedAsync();
        Assert.That(await OfAsync("n004", one => one.MetricName == "n004"), Has.Count.EqualTo(1));

        await Notifications.BatchMarkNotificationsSeenAsync(new() { Names = { first.Name } });
        await log.WriteAsync(now - 800, Red);
        await DecidedAsync();
        Assert.That(
            (await OfAsync("n004", one => one.MetricName == "n004")).Select(one => one.RowId),
            Is.EqualTo(new[] { FirstRow, FirstRow + 2 })
        );
    }

    [Test] // NOTIF-005: the same row scored twice
    public async Task Rescore_SameRow_NotifiesNoSecondTime()
    {
        await DeviceAsync("n005", device => device.QuietPeriod = new() { Seconds = 0 });
        var log = await LogAsync("n005");
        var time = Now - 100;
        await log.WriteAsync(time, Red);
        await DecidedAsync();

        var again = new DataRow(FirstRow, time, 42, Red);
        var samples = Server.Services.GetRequiredService<ISampleLog>();
        await samples.RescoreAsync(log.Metric, new LogHead(FirstRow, 0, 0), [again], [], CancellationToken.None);
        await DecidedAsync();

        Assert.That(await OfAsync("n005", one => one.MetricName == "n005"), Has.Count.EqualTo(1));
    }

    [Test] // NOTIF-006
    public async Task Commit_DeviceWithoutAddress_GetsANotificationAndNothingIsSent()
    {
        await DeviceAsync("n006");
        var log = await LogAsync("n006");
        await log.WriteAsync(Now - 100, Red);
        await DecidedAsync();

        Assert.That(await OfAsync("n006", one => one.MetricName == "n006"), Has.Count.EqualTo(1));
        const string Deliveries = "select count(*) from notification_delivery where device_id = $1";
        Assert.That(await Tables.CountAsync(Server.ConnectionString, Deliveries, "n006"), Is.Zero);
    }

    [Test] // NOTIF-013: what is no score is none of its business: rows without one, and scores that are taken away
    public async Task Commit_RowsWithoutScore_RecordNothing()
    {
        await DeviceAsync("n013", device => (device.LikelihoodThreshold, device.QuietPeriod) = (0, new() { Seconds = 0 }));
        var log = await LogAsync("n013");
        var samples = Server.Services.GetRequiredService<ISampleLog>();
        var time = Now - 100;

        await samples.AppendAsync(log.Metric, new LogHead(FirstRow - 1, 0, 0), [new(FirstRow, time, 1, null)], [], CancellationToken.None);
        await samples.RescoreAsync(log.Metric, new LogHead(FirstRow, 0, 0), [new(FirstRow, time, 1, null)], [], CancellationToken.None);
        await DecidedAsync();

        Assert.That(await OfAsync("n013", one => one.MetricName == "n013"), Is.Empty);
    }

    [Test] // D12: a deleted device is not told, and a deleted metric's notifications go with it
    public async Task Delete_DeviceAndMetric_TakeTheirNotificationsAlong()
    {
        await DeviceAsync("gone.device");
        await DeviceAsync("gone.stays");
        var log = await LogAsync("gone.metric");
        await log.WriteAsync(Now - 100, Red);
        await DecidedAsync();
        const string Count = "select count(*) from notification n join metric m on m.number = n.metric_number where m.name = $1";
        var before = await Tables.CountAsync(Server.ConnectionString, Count, "gone.metric");

        await Devices.DeleteDeviceAsync(new() { Name = "devices/gone.device" });
        Assert.That(await Tables.CountAsync(Server.ConnectionString, Count, "gone.metric"), Is.EqualTo(before - 1));

        await Metrics.DeleteMetricAsync(new() { Name = log.Metric.Id.ResourceName });
        Assert.That(await OfAsync("gone.stays"), Has.None.Matches<V1.Notification>(one => one.MetricName == "gone.metric"));
    }
}
