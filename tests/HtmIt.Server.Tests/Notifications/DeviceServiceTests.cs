using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Notifications;

/// <summary>The settings of devices: API-N-001.</summary>
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
}
