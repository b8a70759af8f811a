using HtmIt.Core.Log;
using HtmIt.Core.Notifications.History;
using HtmIt.Notifications.Mail;
using HtmIt.Notifications.Templates;
using HtmIt.Testing;
using HtmIt.Testing.Mail;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Notifications;

/// <summary>Mails as a real SMTP server receives them: NOTIF-005 to NOTIF-010.</summary>
public sealed class MailTests : NotificationFixture
{
    private readonly SmtpServer _smtp = new()
    {
        JudgeRecipient = address => address.StartsWith("nobody", StringComparison.Ordinal) ? "550 no such user" : null,
    };

    protected override IReadOnlyDictionary<string, string?> MoreSettings => SmtpSettings(_smtp.Port);

    internal static Dictionary<string, string?> SmtpSettings(int port) =>
        new()
        {
            ["HtmIt:Mail:Transport"] = "Smtp",
            ["HtmIt:Mail:SmtpHost"] = "127.0.0.1",
            ["HtmIt:Mail:SmtpPort"] = $"{port}",
            ["HtmIt:Mail:Sender"] = "HTM-IT <htmit@example.com>",
            ["HtmIt:Notifications:FirstRetrySeconds"] = "1",
        };

    [OneTimeTearDown]
    public async Task StopSmtpAsync() => await _smtp.DisposeAsync();

    [Test]
    public async Task GetServerInfo_MailIsSetUp_IsACapability()
    {
        var info = await new DiagnosticsService.DiagnosticsServiceClient(Channel).GetServerInfoAsync(new() { View = ServerInfoView.Basic });

        Assert.That(info.Capabilities, Has.Member("notifications.mail"));
    }

    [Test]
    public async Task TestDevice_Mail_SaysInSubjectTextAndPageThatItIsATest()
    {
        await DeviceAsync("mail.test", device => device.EmailAddress = "test@example.com");

        var results = (await Devices.TestDeviceAsync(new() { Name = "devices/mail.test" })).Results;

        var (_, message) = await MailToAsync("test@example.com");
        const string Said = "This is a test of the device's mails: nothing unusual was measured.";
        using (Assert.EnterMultipleScope())
        {
            Assert.That(results.Select(result => result.Error), Is.EqualTo(new[] { "" }));
            Assert.That(message.Subject, Does.StartWith("[Test] "));
            Assert.That(message.TextBody, Does.StartWith(Said));
            Assert.That(message.HtmlBody, Does.Match($"<body[^>]*><p><b>{Said}"));
        }
    }

    [Test] // NOTIF-007, NOTIF-009
    public async Task Send_CloudWatchMetric_MailNamesInstanceMetricTimesAndRegion()
    {
        await DeviceAsync("mail.default", device => device.EmailAddress = "default@example.com");
        var log = await LogAsync("mail.AWS/EC2/CPUUtilization", "i-0abc", tag: "web <1>", datasource: 2);
        var now = Now;
        await log.WriteAsync([(now - 200, Yellow), (now - 100, Yellow), (now, Red)]);

        var (received, message) = await MailToAsync("default@example.com");
        // As it came over the wire: whoever parses a mail may change its line ends.
        var text = received.Data;
        var utc = DateTimeOffset.FromUnixTimeSeconds(now).UtcDateTime;
        var format = System.Globalization.CultureInfo.InvariantCulture;
        using (Assert.EnterMultipleScope())
        {
            Assert.That((received.From, received.To), Is.EqualTo(("htmit@example.com", new[] { "default@example.com" })));
            Assert.That(message.Subject, Is.EqualTo("HTM-IT: Unusual behavior seen on: web <1>"));
            Assert.That(text, Does.Contain("Instance: web <1>\r\n").And.Contain("Metric: mail.AWS/EC2/CPUUtilization\r\n"));
            Assert.That(text, Does.Contain($"Time: {utc.ToString("dddd, MMMM dd, yyyy hh:mm tt", format)} (UTC)\r\n"));
            Assert.That(text, Does.Match(@"Time: [^\r\n]+ \(E[SD]T\)\r\nAWS Region: us-east-1\r\n"));
            Assert.That(text, Does.Contain("Value: 42\r\n").And.Contain("Severity: 4.0\r\nSurprise: 6.0 decades\r\n"));
            Assert.That(text, Does.Contain("Anomaly likelihood: 0.999995\r\n"));
            Assert.That(text, Does.Contain($"Sample: {utc.ToString("yyyy-MM-dd HH:mm:ss", format)} UTC\r\n"), "with its seconds");
            Assert.That(text.Replace("\r\n", "", StringComparison.Ordinal), Does.Not.Contain("\n"), "CRLF line ends throughout");
            Assert.That(message.HtmlBody, Does.Contain("web &lt;1&gt;"));
        }
        await DeliveredAsync();
        var notification = (await OfAsync("mail.default")).Single();
        Assert.That(message.MessageId, Is.EqualTo($"{notification.Name[^36..].Replace("-", "", StringComparison.Ordinal)}@example.com"));
        Assert.That(notification.ProviderMessageId, Does.Match("^MESSAGE-[0-9]+$"));
    }

    [Test] // the fields of the metric's row are those that are stored
    public async Task Send_OwnSubject_HasTheFieldsOfTheMetric()
    {
        var log = await LogAsync("mail.fields", "host", tag: "web", datasource: 2);
        await Tables.ExecuteAsync(
            Server.ConnectionString,
            "update metric set description = 'Load of web', region = 'eu-west-1' where name = 'mail.fields'"
        );
        await DeviceAsync("mail.fields");
        await log.WriteAsync(Now - 60, Red);
        await DecidedAsync();
        var store = Server.Services.GetRequiredService<INotificationStore>();
        var stored = (await store.ReadAfterAsync("mail.fields", 0, 10, CancellationToken.None)).Single();

        var fields = TemplateFields.Of(stored, "us-east-1");
        var templates = new MailTemplates(
            new()
            {
                Subject =
                    "{{ metric.name }}|{{ metric.description }}|{{ metric.server }}|{{ metric.location }}|{{ metric.tag_name }}|"
                    + "{{ metric.datasource }}|{{ notification.rowid }}|{{ notification.windowsize }}|{{ notification.seen }}",
            }
        );
        Assert.That(
            Liquid.Render(templates.Subject, fields, isHtml: false),
            Is.EqualTo("mail.fields|Load of web|host|eu-west-1|web|cloudwatch|1001|3600|false")
        );
        await DeviceDeletedAsync("mail.fields");
    }

    [Test] // NOTIF-008
    public async Task Send_CustomMetric_MailHasNoInstanceLine()
    {
        await DeviceAsync("mail.custom", device => device.EmailAddress = "custom@example.com");
        var log = await LogAsync("mail.custom");
        var time = Now - 60;
        await log.WriteAsync(time, Red, value: 123_456_789.5);

        var (received, message) = await MailToAsync("custom@example.com");
        var seconds = DateTimeOffset
            .FromUnixTimeSeconds(time)
            .UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(received.Data, Does.Contain("Metric: mail.custom\r\nValue: 123456789.5\r\n").And.Not.Contain("Instance"));
            Assert.That(received.Data, Does.Contain("Severity: 4.0\r\nSurprise: 6.0 decades\r\nAnomaly likelihood: 0.999995\r\n"));
            Assert.That(received.Data, Does.Contain($"Time: {seconds} UTC\r\n"));
            Assert.That(message.HtmlBody, Does.Contain(seconds));
            // Where the server runs says nothing about a metric that is not of AWS.
            Assert.That(
                received.Data + message.HtmlBody,
                Does.Not.Contain("AWS").And.Not.Contain("us-east-1").And.Not.Match(@"\(E[SD]T\)")
            );
        }
        await DeviceDeletedAsync("mail.custom");
    }

    [Test]
    public async Task Send_RowsOfTheLastDay_HtmlShowsTheirChart()
    {
        await DeviceAsync("mail.chart", device => device.EmailAddress = "chart@example.com");
        var log = await LogAsync("mail.chart");
        var now = Now;
        await log.WriteAsync([.. Enumerable.Range(0, 288).Select(i => (now - 86_400 + (i * 300), Yellow))]);
        await log.WriteAsync(now - 10, Red, value: 90);

        var (_, message) = await MailToAsync("chart@example.com");
        var image = message.BodyParts.OfType<MimePart>().Single(part => part.ContentType.IsMimeType("image", "png"));
        using var png = new MemoryStream();
        await image.Content!.DecodeToAsync(png);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(message.HtmlBody, Does.Contain($"cid:{image.ContentId}"));
            Assert.That(png.ToArray().Take(8), Is.EqualTo(new byte[] { 0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10 }));
            Assert.That(png.Length, Is.GreaterThan(5_000));
        }
        await DeviceDeletedAsync("mail.chart");
        if (Environment.GetEnvironmentVariable("HTMIT_MAIL_OUT") is { } folder)
        {
            // To be looked at: the page with its picture beside it.
            await File.WriteAllBytesAsync(Path.Combine(folder, "chart.png"), png.ToArray());
            await File.WriteAllTextAsync(
                Path.Combine(folder, "mail.html"),
                message.HtmlBody!.Replace($"cid:{image.ContentId}", "chart.png", StringComparison.Ordinal)
            );
        }
    }

    [Test] // numbers that no axis holds cost the chart, not the mail
    public async Task Send_ValuesThatCannotBeDrawn_MailGoesWithoutTheChart()
    {
        await DeviceAsync("mail.wide", device => device.EmailAddress = "wide@example.com");
        var log = await LogAsync("mail.wide");
        var now = Now;
        await log.WriteAsync(now - 300, Yellow, value: -1e308);
        await log.WriteAsync(now - 10, Red, value: 1e308);

        var (_, message) = await MailToAsync("wide@example.com");
        Assert.That(message.HtmlBody, Does.Contain("mail.wide").And.Not.Contain("cid:"));
        Assert.That(message.BodyParts.Count(), Is.EqualTo(2), "text and HTML");
        await DeviceDeletedAsync("mail.wide");
    }

    [Test] // NOTIF-005: e-mailed once, whatever is scored again
    public async Task Rescore_SameRow_SendsNoSecondMail()
    {
        await DeviceAsync("mail.once", device => (device.EmailAddress, device.QuietPeriod) = ("once@example.com", new() { Seconds = 0 }));
        var log = await LogAsync("mail.once");
        var time = Now - 100;
        await log.WriteAsync(time, Red);
        await MailToAsync("once@example.com");
        var samples = Server.Services.GetRequiredService<ISampleLog>();
        await samples.RescoreAsync(log.Metric, new LogHead(FirstRow, 0, 0), [new(FirstRow, time, 42, Red)], [], CancellationToken.None);
        // The next row's mail comes after whatever the first row would have caused again.
        await log.WriteAsync(time + 10, Red);
        await Until.HoldsAsync(() => Task.FromResult(To("once@example.com").Count), count => count >= 2, "the second mail");
        await DeliveredAsync();

        Assert.That(To("once@example.com"), Has.Count.EqualTo(2));
        await DeviceDeletedAsync("mail.once");
    }

    [Test] // NOTIF-009: no id given, none recorded
    public async Task Send_ServerGivesNoId_RecordsNone()
    {
        _smtp.Acknowledgement = "250 Fine";
        await DeviceAsync("mail.noid", device => device.EmailAddress = "noid@example.com");
        var log = await LogAsync("mail.noid");
        await log.WriteAsync(Now - 60, Red);
        await MailToAsync("noid@example.com");
        await DeliveredAsync();
        _smtp.Acknowledgement = "250 2.0.0 Ok: queued as MESSAGE-{0}";

        var notification = (await OfAsync("mail.noid", one => one.MetricName == "mail.noid")).Single();
        Assert.That(notification.ProviderMessageId, Is.Empty);
        await DeviceDeletedAsync("mail.noid");
    }

    [Test] // NOTIF-010: refused for good, the notification stays, and the next mail goes out
    public async Task Send_RecipientRefused_KeepsTheNotificationAndGoesOn()
    {
        await DeviceAsync(
            "mail.refused",
            device => (device.EmailAddress, device.QuietPeriod) = ("nobody@example.com", new() { Seconds = 0 })
        );
        await DeviceAsync("mail.fine", device => device.EmailAddress = "fine@example.com");
        var log = await LogAsync("mail.refused");
        await log.WriteAsync(Now - 60, Red);

        await MailToAsync("fine@example.com");
        const string GivenUp =
            "select count(*) from notification_delivery where device_id = 'mail.refused' and state = 3 and last_error like '%550%'";
        await Until.HoldsAsync(() => Tables.CountAsync(Server.ConnectionString, GivenUp), count => count == 1, "the mail to be given up");
        var kept = (await OfAsync("mail.refused", one => one.MetricName == "mail.refused")).Single();

        Assert.That((kept.ProviderMessageId, kept.SeenTime is null), Is.EqualTo(("", true)));
        await DeviceDeletedAsync("mail.refused");
        await DeviceDeletedAsync("mail.fine");
    }

    private List<ReceivedMail> To(string address) => [.. _smtp.Mails.Where(mail => mail.To.Contains(address))];

    private async Task<(ReceivedMail Received, MimeMessage Message)> MailToAsync(string address)
    {
        var mails = await Until.HoldsAsync(() => Task.FromResult(To(address)), found => found.Count > 0, $"a mail to {address}");
        using var stream = new MemoryStream(System.Text.Encoding.Latin1.GetBytes(mails[0].Data));
        return (mails[0], await MimeMessage.LoadAsync(stream));
    }

    private async Task DeviceDeletedAsync(string device) => await Devices.DeleteDeviceAsync(new() { Name = $"devices/{device}" });
}
