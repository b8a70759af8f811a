using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HtmIt.Testing;
using HtmIt.Testing.Http;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Processes;
using HtmIt.V1;
using Microsoft.AspNetCore.Http;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Notifications;

/// <summary>Webhooks and pushes to an Alertmanager, as a server on this machine receives them, which the settings allow.</summary>
public sealed class WebhookTests : NotificationFixture
{
    private static readonly JsonSchema Schema = new(File.ReadAllText(Path.Combine(Checkout.Root, "docs", "webhook.schema.json")));

    private HttpReceiver _receiver = null!;

    protected override IReadOnlyDictionary<string, string?> MoreSettings =>
        new Dictionary<string, string?>
        {
            ["HtmIt:Notifications:AllowedPrivateNetworks"] = "127.0.0.0/8, ::1/128",
            ["HtmIt:Notifications:FirstRetrySeconds"] = "1",
            ["HtmIt:Notifications:LongestRetrySeconds"] = "1",
            ["HtmIt:Notifications:MaxAttempts"] = "3",
        };

    [SetUp]
    public async Task StartReceiverAsync() => _receiver = await HttpReceiver.StartAsync();

    [TearDown]
    public async Task StopReceiverAsync()
    {
        var devices = await Devices.ListDevicesAsync(new());
        foreach (var device in devices.Devices)
        {
            await Devices.DeleteDeviceAsync(new() { Name = device.Name });
        }
        await _receiver.DisposeAsync();
    }

    [Test]
    public async Task TestDevice_ChannelsThatTakeItAndNot_SaysSoOfEach()
    {
        await DeviceAsync(
            "tested",
            device =>
            {
                device.WebhookUrl = new Uri(_receiver.Url, "/hook").ToString();
                device.AlertmanagerUrl = new Uri(_receiver.Url, "/am").ToString();
                device.EmailAddress = "nobody@example.com";
            }
        );
        _receiver.Answer = (request, response) =>
        {
            response.StatusCode = request.Path.StartsWith("/am", StringComparison.Ordinal) ? 500 : 200;
            return Task.CompletedTask;
        };

        var results = (await Devices.TestDeviceAsync(new() { Name = "devices/tested" })).Results;

        var body = JsonDocument.Parse(_receiver.Requests.Single(request => request.Path == "/hook").Body).RootElement;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                results.Select(result => (result.Channel, result.Error.Length > 0)),
                Is.EqualTo(
                    new[]
                    {
                        (NotificationChannel.Mail, true), // The settings have no mail.
                        (NotificationChannel.Webhook, false),
                        (NotificationChannel.Alertmanager, true),
                    }
                )
            );
            Assert.That(body.GetProperty("type").GetString(), Is.EqualTo("test"));
            Assert.That(Schema.FindFaults(body), Is.Empty);
            Assert.That(await OfAsync("tested"), Is.Empty, "a test is no notification");
        }
    }

    [Test]
    public async Task Send_DeviceWithSecret_PostsTheSignedNotification()
    {
        await DeviceAsync(
            "hook",
            device => (device.WebhookUrl, device.WebhookSecret) = (new Uri(_receiver.Url, "/hook?room=1").ToString(), "shared secret")
        );
        var log = await LogAsync("hook.signed", labels: [("host.name", "web-1"), ("zone", "a")]);
        var before = Now;
        await log.WriteAsync(before - 60, Red, value: 12.5);

        var request = (await ReceivedAsync(1))[0];
        var notification = (await OfAsync("hook")).Single();
        var timestamp = request.Headers["HtmIt-Timestamp"];
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes("shared secret"));
        var expected = Convert.ToHexString(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{timestamp}.{request.Text}")));
        var body = JsonDocument.Parse(request.Body).RootElement;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                (request.Method, request.Path, request.Headers["Content-Type"]),
                Is.EqualTo(("POST", "/hook?room=1", "application/json"))
            );
            Assert.That(request.Headers["HtmIt-Signature"], Is.EqualTo($"v1={expected}").IgnoreCase);
            Assert.That(long.Parse(timestamp, System.Globalization.CultureInfo.InvariantCulture), Is.InRange(before, Now));
            Assert.That(request.Headers["HtmIt-Notification"], Is.EqualTo(notification.Name.Split('/')[^1]));
            Assert.That(Schema.FindFaults(body), Is.Empty);
            Assert.That(body.GetProperty("notification").GetString(), Is.EqualTo(notification.Name));
            Assert.That(body.GetProperty("metric").GetString(), Is.EqualTo(log.Metric.Id.ResourceName));
            Assert.That(body.GetProperty("metric_name").GetString(), Is.EqualTo("hook.signed"));
            Assert.That(body.GetProperty("labels").GetRawText(), Is.EqualTo("""{"host.name":"web-1","zone":"a"}"""));
            Assert.That(body.GetProperty("row_id").GetInt64(), Is.EqualTo(FirstRow));
            Assert.That(body.GetProperty("value").GetDouble(), Is.EqualTo(12.5));
            Assert.That(body.GetProperty("anomaly_likelihood").GetDouble(), Is.EqualTo(Red.AnomalyLikelihood));
            Assert.That(body.GetProperty("sample_time").GetDateTimeOffset().ToUnixTimeSeconds(), Is.EqualTo(before - 60));
        }
    }

    [Test]
    public async Task Send_ReceiverFailsTwice_TriesAgainWithTheSameNotification()
    {
        var answers = 0;
        _receiver.Answer = (_, response) =>
        {
            response.StatusCode = Interlocked.Increment(ref answers) < 3 ? 503 : 204;
            return Task.CompletedTask;
        };
        await DeviceAsync("hook.retry", device => device.WebhookUrl = _receiver.Url.ToString());
        var started = Now;
        var log = await LogAsync("hook.retry");
        await log.WriteAsync(Now - 60, Red);

        var requests = await ReceivedAsync(3);
        await DeliveredAsync();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(requests.Select(one => one.Headers["HtmIt-Notification"]).Distinct().Count(), Is.EqualTo(1));
            Assert.That(requests.Select(one => one.Headers.ContainsKey("HtmIt-Signature")), Is.All.False, "no secret, no signature");
            Assert.That(await GivenUpAsync("hook.retry"), Is.Zero);
            var delivery = (await OfAsync("hook.retry")).Single().Deliveries.Single();
            Assert.That(
                (delivery.Channel, delivery.State, delivery.AttemptCount),
                Is.EqualTo((NotificationChannel.Webhook, DeliveryState.Sent, 3))
            );
            Assert.That(delivery.LastError, Does.Contain("503"));
            Assert.That(delivery.LastAttemptTime.Seconds, Is.InRange(started, Now));
            Assert.That(delivery.NextAttemptTime, Is.Null);
        }
    }

    [Test]
    public async Task Send_ReceiverNeverTakesIt_GivesUpAfterTheLimit()
    {
        _receiver.Answer = (_, response) =>
        {
            response.StatusCode = 500;
            return Task.CompletedTask;
        };
        await DeviceAsync("hook.limit", device => device.WebhookUrl = _receiver.Url.ToString());
        var log = await LogAsync("hook.limit");
        await log.WriteAsync(Now - 60, Red);

        await Until.HoldsAsync(() => GivenUpAsync("hook.limit"), count => count == 1, "the delivery to be given up");
        Assert.That(_receiver.Requests, Has.Count.EqualTo(3));
    }

    [Test]
    public async Task Send_ReceiverRedirects_DoesNotFollow()
    {
        await using var other = await HttpReceiver.StartAsync();
        _receiver.Answer = (_, response) =>
        {
            response.Redirect(other.Url.ToString(), permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        };
        await DeviceAsync("hook.redirect", device => device.WebhookUrl = _receiver.Url.ToString());
        var log = await LogAsync("hook.redirect");
        await log.WriteAsync(Now - 60, Red);

        await Until.HoldsAsync(() => GivenUpAsync("hook.redirect"), count => count == 1, "the delivery to be given up");
        Assert.That(other.Requests, Is.Empty);
        const string Error =
            "select count(*) from notification_delivery where device_id = 'hook.redirect' and last_error like '%redirect%'";
        Assert.That(await Tables.CountAsync(Server.ConnectionString, Error), Is.EqualTo(1));
    }

    [Test] // One dead device delays no other, and a device's notifications come in order
    public async Task Send_OneDeviceDead_OthersGetAllInOrder()
    {
        _receiver.Answer = async (request, response) =>
        {
            if (request.Path == "/dead")
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, response.HttpContext.RequestAborted);
            }
        };
        await DeviceAsync("hook.dead", device => device.WebhookUrl = new Uri(_receiver.Url, "/dead").ToString());
        await DeviceAsync(
            "hook.live",
            device => (device.WebhookUrl, device.QuietPeriod) = (new Uri(_receiver.Url, "/live").ToString(), new() { Seconds = 0 })
        );
        var log = await LogAsync("hook.dead");
        var now = Now;
        await log.WriteAsync([.. Enumerable.Range(0, 50).Select(i => (now - 100 + i, Red))]);

        var live = await Until.HoldsAsync(
            () => Task.FromResult(_receiver.Requests.Where(one => one.Path == "/live").ToArray()),
            found => found.Length == 50,
            "all notifications of the device that lives"
        );
        var rows = live.Select(one => JsonDocument.Parse(one.Body).RootElement.GetProperty("row_id").GetInt64());
        Assert.That(rows, Is.EqualTo(Enumerable.Range(0, 50).Select(i => FirstRow + i)));
    }

    [Test]
    public async Task Send_Alertmanager_PushesAnAlert()
    {
        await DeviceAsync("alert", device => device.AlertmanagerUrl = new Uri(_receiver.Url, "/prefix/").ToString());
        var log = await LogAsync("alert.metric", "alert.server", tag: "web", datasource: 2);
        var time = Now - 60;
        await log.WriteAsync(time, Red, value: 3.25);

        var request = (await ReceivedAsync(1))[0];
        var alert = JsonDocument.Parse(request.Body).RootElement.EnumerateArray().Single();
        var labels = alert.GetProperty("labels");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((request.Method, request.Path), Is.EqualTo(("POST", "/prefix/api/v2/alerts")));
            Assert.That(request.Headers["Content-Type"], Does.StartWith("application/json"));
            Assert.That(labels.GetProperty("alertname").GetString(), Is.EqualTo("HtmItAnomaly"));
            Assert.That(labels.GetProperty("instance").GetString(), Is.EqualTo("web"));
            Assert.That(labels.GetProperty("metric").GetString(), Is.EqualTo("alert.metric"));
            Assert.That(alert.TryGetProperty("generatorURL", out _), Is.False, "no setting, no link");
            Assert.That(alert.GetProperty("annotations").GetProperty("value").GetString(), Is.EqualTo("3.25"));
            Assert.That(alert.GetProperty("startsAt").GetDateTimeOffset().ToUnixTimeSeconds(), Is.EqualTo(time));
        }
        await DeliveredAsync();
    }

    [Test]
    public async Task Send_Alert_HasTheMetricsLabelsWhereAlertmanagerTakesThem()
    {
        await DeviceAsync("alert.labels", device => device.AlertmanagerUrl = _receiver.Url.ToString());
        var log = await LogAsync("alert.labeled", labels: [("host.name", "web-1"), ("zone", "a"), ("device", "mine")]);
        await log.WriteAsync(Now - 60, Red);

        var alert = JsonDocument.Parse((await ReceivedAsync(1))[0].Body).RootElement[0];
        var labels = alert.GetProperty("labels").EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetString());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(labels["metric_key"], Is.EqualTo("alert.labeled{device=\"mine\",host.name=\"web-1\",zone=\"a\"}"));
            Assert.That((labels["zone"], labels["device"]), Is.EqualTo(("a", "alert.labels")), "ours stay");
            Assert.That(labels, Does.Not.ContainKey("host.name"), "no name that every Alertmanager takes");
        }
        await DeliveredAsync();
    }

    private Task<long> GivenUpAsync(string device) =>
        Tables.CountAsync(Server.ConnectionString, "select count(*) from notification_delivery where device_id = $1 and state = 3", device);

    private Task<IReadOnlyList<ReceivedRequest>> ReceivedAsync(int count) =>
        Until.HoldsAsync(() => Task.FromResult(_receiver.Requests), found => found.Count >= count, $"{count} requests");
}
