using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Notifications;

/// <summary>The settings of devices, and the history of their notifications: API-N-001 to API-N-004.</summary>
public sealed class DeviceServiceTests : NotificationFixture
{
    [Test] // API-N-001
    public async Task UpdateDevice_NewDevice_HasTheDefaults()
    {
        var response = await Devices.UpdateDeviceAsync(
            new()
            {
                Device = new() { Name = "devices/set.new", EmailAddress = "ops@example.com" },
                AllowMissing = true,
            }
        );
        var settings = (await Devices.GetDeviceAsync(new() { Name = "devices/set.new" })).Device;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(response.Created, Is.True);
            Assert.That(settings.EmailAddress, Is.EqualTo("ops@example.com"));
            Assert.That((settings.QuietPeriod.Seconds, settings.LikelihoodThreshold), Is.EqualTo((3_600, 0.99999)));
            Assert.That((settings.Score, settings.SeverityThreshold), Is.EqualTo((NotificationScore.Severity, 3.0)));
            Assert.That((settings.WebhookUrl, settings.WebhookSecretStored, settings.AlertmanagerUrl), Is.EqualTo(("", false, "")));
            Assert.That(settings.LastFetchTime, Is.Not.Null);
        }
    }

    [Test] // API-N-001: only the given ones change
    public async Task UpdateDevice_Existing_ChangesOnlyTheGiven()
    {
        var before = await DeviceAsync("set.part", device => device.EmailAddress = "a@example.com");

        var response = await Devices.UpdateDeviceAsync(
            new()
            {
                Device = new()
                {
                    Name = before.Name,
                    QuietPeriod = new() { Seconds = 60 },
                },
            }
        );

        var expected = before.Clone();
        expected.QuietPeriod = new() { Seconds = 60 };
        expected.Etag = response.Device.Etag;
        expected.UpdateTime = response.Device.UpdateTime;
        Assert.That((response.Created, response.Device), Is.EqualTo((false, expected)));
        Assert.That(expected.Etag, Is.Not.EqualTo(before.Etag));
    }

    [Test] // API-N-001: a masked field that is not given gets its default
    public async Task UpdateDevice_MaskedButNotGiven_GetsItsDefault()
    {
        var before = await DeviceAsync("set.mask", device => (device.EmailAddress, device.LikelihoodThreshold) = ("a@example.com", 0.5));

        var after = await Devices.UpdateDeviceAsync(
            new()
            {
                Device = new() { Name = before.Name, WebhookUrl = "https://example.com/ignored" },
                UpdateMask = new() { Paths = { "likelihood_threshold", "email_address", "score" } },
            }
        );

        using (Assert.EnterMultipleScope())
        {
            Assert.That((after.Device.LikelihoodThreshold, after.Device.EmailAddress), Is.EqualTo((0.99999, "")));
            Assert.That((after.Device.Score, after.Device.WebhookUrl), Is.EqualTo((NotificationScore.Severity, "")));
        }
    }

    private static IEnumerable<TestCaseData> BadSettings()
    {
        yield return Case("empty", "device", _ => { });
        yield return Case("window below", "device.quiet_period", one => one.QuietPeriod = new() { Seconds = -1 });
        yield return Case("window above", "device.quiet_period", one => one.QuietPeriod = new() { Seconds = (30 * 86_400) + 1 });
        yield return Case("window fraction", "device.quiet_period", one => one.QuietPeriod = new() { Nanos = 1 });
        yield return Case("likelihood threshold below", "device.likelihood_threshold", one => one.LikelihoodThreshold = -0.1);
        yield return Case("likelihood threshold above", "device.likelihood_threshold", one => one.LikelihoodThreshold = 1.1);
        yield return Case("likelihood threshold NaN", "device.likelihood_threshold", one => one.LikelihoodThreshold = double.NaN);
        yield return Case("surprise below", "device.severity_threshold", one => one.SeverityThreshold = -1);
        yield return Case("surprise above", "device.severity_threshold", one => one.SeverityThreshold = 101);
        yield return Case("mute beyond time", "device.muted_until", one => one.MutedUntil = new() { Seconds = long.MaxValue });
        yield return Case("score", "device.score", one => one.Score = (NotificationScore)7);
        yield return Case("address", "device.email_address", one => one.EmailAddress = "nobody");
        yield return Case("two addresses", "device.email_address", one => one.EmailAddress = "a@example.com,b@example.com");
        yield return Case("address with a line", "device.email_address", one => one.EmailAddress = "a@example.com\r\nBcc: b@example.com");
        yield return Case("long address", "device.email_address", one => one.EmailAddress = $"{new string('a', 250)}@example.com");
        yield return Case("webhook scheme", "device.webhook_url", one => one.WebhookUrl = "ftp://example.com/");
        yield return Case("webhook user", "device.webhook_url", one => one.WebhookUrl = "https://user:word@example.com/");
        yield return Case("webhook relative", "device.webhook_url", one => one.WebhookUrl = "/hook");
        yield return Case("webhook loopback", "device.webhook_url", one => one.WebhookUrl = "http://127.0.0.1/hook");
        yield return Case("webhook IPv6 loopback", "device.webhook_url", one => one.WebhookUrl = "http://[::1]/hook");
        yield return Case("webhook cloud credentials", "device.webhook_url", one => one.WebhookUrl = "http://169.254.169.254/latest");
        yield return Case("webhook decimal loopback", "device.webhook_url", one => one.WebhookUrl = "http://2130706433/");
        yield return Case("alertmanager private", "device.alertmanager_url", one => one.AlertmanagerUrl = "http://10.1.2.3:9093");
        yield return Case("secret", "device.webhook_secret", one => one.WebhookSecret = new string('s', 257));

        static TestCaseData Case(string name, string field, Action<Device> change) =>
            new TestCaseData(field, change).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(BadSettings))] // API-N-001, and ranges are checked before anything changes
    public async Task UpdateDevice_BadSetting_IsRefusedByName(string field, Action<Device> change)
    {
        var settings = new Device { Name = "devices/set.bad" };
        change(settings);

        var refusal = await Refusal.OfAsync(Devices.UpdateDeviceAsync(new() { Device = settings, AllowMissing = true }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That((refusal.Code, refusal.Reason, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, "INVALID_FIELD", field)));
            Assert.That(refusal.Text, Does.Not.Contain("sss"), "no part of a secret comes back");
            const string Count = "select count(*) from notification_device where id = 'set.bad'";
            Assert.That(await Tables.CountAsync(Server.ConnectionString, Count), Is.Zero);
        }
    }

    [TestCase("")]
    [TestCase("devices/")]
    [TestCase("device/x")]
    [TestCase("devices/a b")]
    [TestCase("devices/a/b")]
    [TestCase("devices/a:test")]
    [TestCase("devices/a%2F")]
    [TestCase("devices/a?")]
    [TestCase("devices/ä")]
    [TestCase("devices/12345678901234567890123456789012345678901")]
    public async Task GetDevice_BadName_IsRefused(string name)
    {
        var refusal = await Refusal.OfAsync(Devices.GetDeviceAsync(new() { Name = name }));
        Assert.That((refusal.Code, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, "name")));
    }

    [Test] // API-N-001, API-N-002: unknown devices
    public async Task EveryCall_UnknownDevice_IsNotFound()
    {
        const string Name = "devices/set.unknown";
        var notification = $"{Name}/notifications/{Guid.NewGuid():D}";
        var refusals = new[]
        {
            await Refusal.OfAsync(Devices.GetDeviceAsync(new() { Name = Name })),
            await Refusal.OfAsync(Devices.DeleteDeviceAsync(new() { Name = Name })),
            await Refusal.OfAsync(
                Devices.UpdateDeviceAsync(
                    new()
                    {
                        Device = new() { Name = Name, EmailAddress = "" },
                    }
                )
            ),
            await Refusal.OfAsync(Notifications.ListNotificationsAsync(new() { Device = Name })),
            await Refusal.OfAsync(Notifications.GetNotificationAsync(new() { Name = notification })),
        };
        Assert.That(refusals.Select(one => (one.Code, one.Reason)), Is.All.EqualTo((StatusCode.NotFound, "DEVICE_NOT_FOUND")));
        Assert.That(refusals.Select(one => one.Metadata["device"]), Is.All.EqualTo(Name));
    }

    [Test]
    public async Task UpdateDevice_StaleEtag_IsAborted()
    {
        var first = await DeviceAsync("set.etag");
        await DeviceAsync("set.etag", device => device.LikelihoodThreshold = 0.5);

        var late = new Device
        {
            Name = first.Name,
            LikelihoodThreshold = 0.1,
            Etag = first.Etag,
        };
        var refusal = await Refusal.OfAsync(Devices.UpdateDeviceAsync(new() { Device = late }));

        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.Aborted, "DEVICE_CHANGED")));
    }

    [Test]
    public async Task UpdateDevice_Selectors_ComeBackAndAreChecked()
    {
        var selector = new MetricSelector
        {
            Metrics = { $"metrics/{new string('a', 32)}" },
            NamePatterns = { "shop.*" },
            Labels =
            {
                new LabelMatcher
                {
                    Key = "zone",
                    Op = LabelMatcher.Types.Op.NotLike,
                    Values = { "eu-*", "us-*" },
                },
            },
            Resources = { "web", "db" },
            Datasources = { Datasource.Custom },
            Autostacks = { $"autostacks/{new string('b', 32)}" },
            Statuses = { MetricStatus.Active, MetricStatus.Error },
        };
        var saved = await DeviceAsync("set.selectors", device => device.Selectors.Add([selector, new()]));
        var read = await Devices.GetDeviceAsync(new() { Name = saved.Name });
        var bad = new Device
        {
            Name = saved.Name,
            Selectors =
            {
                selector,
                new MetricSelector { Labels = { new LabelMatcher { Key = "x" } } },
            },
        };
        var refusal = await Refusal.OfAsync(Devices.UpdateDeviceAsync(new() { Device = bad }));
        var many = new Device { Name = saved.Name, Selectors = { Enumerable.Repeat(selector, 17) } };
        var tooMany = await Refusal.OfAsync(Devices.UpdateDeviceAsync(new() { Device = many }));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(read.Device.Selectors, Is.EqualTo(new[] { selector, new MetricSelector() }));
            Assert.That(refusal.Field, Is.EqualTo("device.selectors[1].labels[0].op"));
            Assert.That(tooMany.Field, Is.EqualTo("device.selectors"));
        }
    }

    [Test] // What somebody deleted meanwhile does not come back.
    public async Task UpdateDevice_EtagOfADeletedDevice_MakesNone()
    {
        var device = await DeviceAsync("set.gone");
        await Devices.DeleteDeviceAsync(new() { Name = device.Name });

        var refusal = await Refusal.OfAsync(Devices.UpdateDeviceAsync(new() { Device = device, AllowMissing = true }));

        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.NotFound, "DEVICE_NOT_FOUND")));
    }

    [Test] // AIP-134; a secret, which nobody can read to give it back, stays
    public async Task UpdateDevice_MaskOfAll_SetsWhatIsNotGivenBack()
    {
        var before = await DeviceAsync(
            "set.all",
            device => (device.EmailAddress, device.QuietPeriod, device.WebhookSecret) = ("a@example.com", new() { Seconds = 60 }, "word")
        );

        var response = await Devices.UpdateDeviceAsync(
            new()
            {
                Device = new() { Name = before.Name, LikelihoodThreshold = 0.5 },
                UpdateMask = new() { Paths = { "*" } },
            }
        );
        var mixed = await Refusal.OfAsync(
            Devices.UpdateDeviceAsync(
                new()
                {
                    Device = before,
                    UpdateMask = new() { Paths = { "*", "score" } },
                }
            )
        );

        var after = response.Device;
        Assert.That((after.EmailAddress, after.QuietPeriod.Seconds, after.LikelihoodThreshold), Is.EqualTo(("", 3_600, 0.5)));
        Assert.That((after.Score, after.WebhookSecretStored), Is.EqualTo((NotificationScore.Severity, true)));
        Assert.That(mixed.Field, Is.EqualTo("update_mask.paths[0]"));
    }

    [Test] // Invariant 7: a secret is never stored in clear, and never comes back
    public async Task UpdateDevice_WebhookSecret_IsStoredEncryptedAndNotReturned()
    {
        const string Secret = "a-very-secret-word";
        var made = await DeviceAsync("set.secret", device => device.WebhookSecret = Secret);
        var listed = await Devices.ListDevicesAsync(new());
        const string Clear = "select count(*) from notification_device where position($1::bytea in webhook_secret) > 0";

        using (Assert.EnterMultipleScope())
        {
            Assert.That((made.WebhookSecretStored, made.HasWebhookSecret), Is.EqualTo((true, false)));
            Assert.That(listed.ToString(), Does.Not.Contain(Secret));
            Assert.That(await Tables.CountAsync(Server.ConnectionString, Clear, System.Text.Encoding.UTF8.GetBytes(Secret)), Is.Zero);
        }
        var without = await Devices.UpdateDeviceAsync(
            new()
            {
                Device = new() { Name = made.Name, WebhookSecret = "" },
            }
        );
        Assert.That(without.Device.WebhookSecretStored, Is.False);
    }

    [Test]
    public async Task ListDevices_SmallPages_GivesEachOnce()
    {
        var names = Enumerable.Range(0, 7).Select(i => $"devices/page.{i}").ToArray();
        foreach (var name in names)
        {
            await DeviceAsync(name["devices/".Length..]);
        }
        var found = new List<string>();
        var request = new ListDevicesRequest { PageSize = 2 };
        do
        {
            var page = await Devices.ListDevicesAsync(request);
            found.AddRange(page.Devices.Select(one => one.Name));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        Assert.That(found.Where(name => name.StartsWith("devices/page.", StringComparison.Ordinal)), Is.EqualTo(names));
    }

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
