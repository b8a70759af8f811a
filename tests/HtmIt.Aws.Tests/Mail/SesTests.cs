using System.Text;
using System.Text.Json;
using HtmIt.Aws.Mail;
using HtmIt.Aws.Settings;
using HtmIt.Aws.Tests.Clients;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Testing;
using HtmIt.Testing.Aws;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace HtmIt.Aws.Tests.Mail;

/// <summary>Mails to Amazon SES: NOTIF-009 to NOTIF-011.</summary>
[NonParallelizable]
public sealed class SesTests
{
    private const string From = "htmit@example.com";
    private const string To = "ops@example.com";

    private static readonly byte[] Message = Encoding.ASCII.GetBytes(
        "From: htmit@example.com\r\nTo: ops@example.com\r\nSubject: +x/y=\r\n\r\nHello\r\n"
    );

    [Test] // NOTIF-009, NOTIF-011: the keys for mail, the region's scope, and a signature that somebody else computes alike
    public async Task SendAsync_KeysForMail_SignsWithThemAndReturnsTheId()
    {
        await using var aws = await FaultyAws.StartAsync();
        aws.Then(
            AwsReply.Ok(
                "<SendRawEmailResponse><SendRawEmailResult><MessageId>0100-abc</MessageId></SendRawEmailResult></SendRawEmailResponse>"
            )
        );
        using var ses = Provider(aws.Url, "eu-west-1");

        var id = await ses.SendAsync(From, To, Message, CancellationToken.None);

        var request = aws.Requests.Single();
        var (given, right) = SignatureV4.Of(request, "mail secret");
        var form = QueryHelpers.ParseQuery(request.Body);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(id, Is.EqualTo("0100-abc"));
            Assert.That(given, Is.EqualTo(right));
            Assert.That(SignatureV4.Scope(request), Does.EndWith("/eu-west-1/ses/aws4_request"));
            Assert.That(request.Headers["authorization"], Does.Contain("Credential=MAILKEY/"));
            Assert.That((form["Source"].ToString(), form["Destinations.member.1"].ToString()), Is.EqualTo((From, To)));
            Assert.That(Convert.FromBase64String(form["RawMessage.Data"].ToString()), Is.EqualTo(Message));
        }
    }

    [TestCase("MAILKEY", null)] // NOTIF-011: half a pair is none
    [TestCase(null, null)]
    public async Task SendAsync_NoKeysForMail_UsesThoseOfTheProcess(string? key, string? secret)
    {
        var before = (Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID"), Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY"));
        Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", "PROCESSKEY");
        Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", "process secret");
        try
        {
            await using var aws = await FaultyAws.StartAsync();
            aws.Then(AwsReply.Ok("<R><MessageId>x</MessageId></R>"));
            using var ses = Provider(aws.Url, null, key, secret);
            await ses.SendAsync(From, To, Message, CancellationToken.None);
            var request = aws.Requests.Single();
            var (given, right) = SignatureV4.Of(request, "process secret");
            Assert.That(given, Is.EqualTo(right));
            Assert.That(SignatureV4.Scope(request), Does.Contain("/us-east-1/"), "the default region of AWS");
        }
        finally
        {
            Environment.SetEnvironmentVariable("AWS_ACCESS_KEY_ID", before.Item1);
            Environment.SetEnvironmentVariable("AWS_SECRET_ACCESS_KEY", before.Item2);
        }
    }

    [TestCase(400, "MessageRejected", false)] // NOTIF-010: an unverified sender is mended, and the mail goes out then
    [TestCase(400, "InvalidParameterValue", true)]
    [TestCase(403, "SignatureDoesNotMatch", false)]
    [TestCase(503, "ServiceUnavailable", false)]
    public async Task SendAsync_ServiceRefuses_SaysWhyAndWhetherForGood(int status, string code, bool isFinal)
    {
        await using var aws = await FaultyAws.StartAsync();
        aws.Then(AwsReply.Error(status, code, "a reason"));
        using var ses = Provider(aws.Url, "us-east-1");

        var fault = Assert.ThrowsAsync<DeliveryException>(() => ses.SendAsync(From, To, Message, CancellationToken.None));

        Assert.That((fault.Message, fault.IsFinal), Is.EqualTo(($"Amazon SES answered {status} ({code}): a reason", isFinal)));
    }

    [Test] // NOTIF-011: an unknown region is complained about at once, and stops nothing
    public async Task Constructor_RegionWithoutSes_LogsAndRefusesEachMail()
    {
        var logger = new SignallingLogger();
        using var ses = Provider(null, "mars-north-1", logger: logger);

        Assert.That(await logger.WhenLoggedAsync(6101), Does.Contain("mars-north-1").And.Contain("HtmIt:Mail:SesRegion"));
        var fault = Assert.ThrowsAsync<DeliveryException>(() => ses.SendAsync(From, To, Message, CancellationToken.None));
        Assert.That(fault.Message, Does.Contain("mars-north-1"));
    }

    [Test, CancelAfter(120_000)] // NOTIF-009, NOTIF-010 against a real fake of the service
    public async Task SendAsync_FakeService_TakesMailsOfVerifiedSendersOnly(CancellationToken cancellationToken)
    {
        var moto = await MotoServer.EmptyAsync(cancellationToken);
        using var ses = Provider(moto.Url, "us-west-2");

        var fault = Assert.ThrowsAsync<DeliveryException>(() => ses.SendAsync(From, To, Message, cancellationToken));
        await moto.Region("us-west-2").VerifySenderAsync(From);
        var id = await ses.SendAsync(From, To, Message, cancellationToken);

        using var http = new HttpClient();
        using var data = JsonDocument.Parse(await http.GetStringAsync(new Uri(moto.Url, "moto-api/data.json"), cancellationToken));
        var stored = data.RootElement.GetProperty("ses").GetProperty("RawMessage").EnumerateArray().Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(fault.Message, Does.Contain("MessageRejected"));
            Assert.That(id, Is.Not.Empty);
            Assert.That(stored.GetProperty("id").GetString(), Is.EqualTo(id));
            Assert.That(stored.GetProperty("raw_data").GetString(), Does.Contain("Subject: +x/y="));
        }
    }

    private static SesMailProvider Provider(
        Uri? url,
        string? region,
        string? key = "MAILKEY",
        string? secret = "mail secret",
        SignallingLogger? logger = null
    ) =>
        new(
            Options.Create(
                new MailOptions
                {
                    SesRegion = region,
                    SesEndpoint = url?.ToString(),
                    SesAccessKeyId = key,
                    SesSecretAccessKey = secret,
                }
            ),
            Options.Create(new AwsOptions()),
            TimeProvider.System,
            new LoggerOf<SesMailProvider>(logger ?? new SignallingLogger())
        );
}
