using System.Text.Json;
using HtmIt.Testing.Aws;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Notifications;

/// <summary>Mails from a row's commit to a fake Amazon SES: NOTIF-007, NOTIF-009, NOTIF-011.</summary>
[NonParallelizable]
public sealed class SesMailTests : NotificationFixture
{
    private MotoServer _moto = null!;

    protected override IReadOnlyDictionary<string, string?> MoreSettings =>
        new Dictionary<string, string?>
        {
            ["HtmIt:CloudWatch:Enabled"] = "false",
            ["HtmIt:Aws:DefaultRegion"] = "eu-west-1",
            ["HtmIt:Mail:Transport"] = "Ses",
            ["HtmIt:Mail:Sender"] = "HTM-IT <htmit@example.com>",
            ["HtmIt:Mail:SesEndpoint"] = _moto.Url.ToString(),
            ["HtmIt:Mail:SesAccessKeyId"] = "MAILKEY",
            ["HtmIt:Mail:SesSecretAccessKey"] = "mail secret",
        };

    protected override async Task PrepareAsync()
    {
        _moto = await MotoServer.EmptyAsync(default);
        await _moto.Region("eu-west-1").VerifySenderAsync("htmit@example.com");
    }

    [Test, CancelAfter(120_000)] // of the default region, which is named too when no other is set
    public async Task Send_TaggedMetric_ReachesSesInTheDefaultRegion(CancellationToken cancellationToken)
    {
        await DeviceAsync("ses", device => device.EmailAddress = "ops@example.com");
        var log = await LogAsync("AWS/EC2/NetworkIn", "i-0abc", tag: "web", datasource: 2);
        await log.WriteAsync(Now - 60, Red);
        await DecidedAsync();
        await DeliveredAsync();

        using var http = new HttpClient();
        using var data = JsonDocument.Parse(await http.GetStringAsync(new Uri(_moto.Url, "moto-api/data.json"), cancellationToken));
        var stored = data.RootElement.GetProperty("ses").GetProperty("RawMessage").EnumerateArray().Single();
        var text = stored.GetProperty("raw_data").GetString()!.ReplaceLineEndings("\n");
        using (Assert.EnterMultipleScope())
        {
            Assert.That((await OfAsync("ses")).Single().ProviderMessageId, Is.EqualTo(stored.GetProperty("id").GetString()));
            Assert.That(text, Does.Contain("Subject: HTM-IT: Unusual behavior seen on: web\n").And.Contain("To: ops@example.com\n"));
            Assert.That(text, Does.Contain("Instance: web\nMetric: AWS/EC2/NetworkIn\n"));
            Assert.That(text, Does.Contain(" (GMT)\nAWS Region: eu-west-1\n"));
        }
    }
}
