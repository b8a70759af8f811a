using System.Text;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Notifications.Mail;
using HtmIt.Testing;
using HtmIt.Testing.Mail;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;

namespace HtmIt.Notifications.Tests.Mail;

/// <summary>Mails to a real SMTP server, and the connections that they share: NOTIF-009.</summary>
public sealed class SmtpTransportTests
{
    private const string From = "htmit@example.com";
    private const string To = "ops@example.com";

    [Test] // every length up to several reads of a server; a line with a lone dot is none of the protocol's
    public async Task SendAsync_MailsOfManyLengths_ArriveAsTheyAreOverOneConnection()
    {
        await using var server = new SmtpServer();
        await using var connections = Connections(server);
        var transport = new SmtpTransport(connections);
        var messages = Enumerable
            .Range(0, 1_100)
            .Select(length => Message($".\r\n..x\r\n{new string('x', length % 61)}{Lines(length / 61)}\r\n"))
            .ToArray();

        foreach (var message in messages)
        {
            await transport.SendAsync(From, To, Encoding.ASCII.GetBytes(message), CancellationToken.None);
        }

        Assert.That(server.Mails.Select(mail => mail.Data), Is.EqualTo(messages));
        Assert.That(server.Connections, Is.EqualTo(1));

        static string Lines(int count) => string.Concat(Enumerable.Repeat($"\r\n{new string('y', 59)}", count));
    }

    [Test] // servers close what is idle, and some allow only so many mails for each connection
    public async Task SendAsync_ServerHangsUpBetweenMails_OpensAnotherConnection()
    {
        await using var server = new SmtpServer { MailsPerConnection = 2 };
        await using var connections = Connections(server);
        var transport = new SmtpTransport(connections);

        for (var i = 0; i < 5; i++)
        {
            await transport.SendAsync(From, To, Encoding.ASCII.GetBytes(Message($"{i}\r\n")), CancellationToken.None);
        }

        Assert.That(server.Mails.Select(mail => mail.Data), Is.EqualTo(Enumerable.Range(0, 5).Select(i => Message($"{i}\r\n"))));
        Assert.That(server.Connections, Is.EqualTo(3));
    }

    [Test]
    public async Task SendAsync_NoMoreMails_ClosesTheConnectionAfterFiveSeconds()
    {
        var time = new FakeTimeProvider();
        await using var server = new SmtpServer();
        await using var connections = Connections(server, time);
        await new SmtpTransport(connections).SendAsync(From, To, Encoding.ASCII.GetBytes(Message("x\r\n")), CancellationToken.None);

        time.Advance(TimeSpan.FromSeconds(4.9));
        var before = server.OpenConnections;
        time.Advance(TimeSpan.FromSeconds(0.2));

        Assert.That(before, Is.EqualTo(1));
        await Until.HoldsAsync(() => Task.FromResult(server.OpenConnections), open => open == 0, "the connection to be closed");
    }

    [Test] // a mail that was refused costs the next one nothing
    public async Task SendAsync_RecipientRefused_FailsForGoodAndTheNextArrives()
    {
        await using var server = new SmtpServer { JudgeRecipient = address => address == "nobody@example.com" ? "550 no such user" : null };
        await using var connections = Connections(server);
        var transport = new SmtpTransport(connections);
        var message = Encoding.ASCII.GetBytes(Message("x\r\n"));

        var refusal = Assert.ThrowsAsync<DeliveryException>(() =>
            transport.SendAsync(From, "nobody@example.com", message, CancellationToken.None)
        );
        var id = await transport.SendAsync(From, To, message, CancellationToken.None);

        Assert.That((refusal!.IsFinal, refusal.Message), Is.EqualTo((true, "The mail server answered 550: no such user")));
        Assert.That(id, Is.EqualTo("MESSAGE-1"));
    }

    [Test] // a user is missing in the settings: once they are mended, the mail can go
    public async Task SendAsync_ServerWantsALogin_FailsForNow()
    {
        await using var server = new SmtpServer { JudgeSender = _ => "530 5.7.0 log in first" };
        await using var connections = Connections(server);

        var refusal = Assert.ThrowsAsync<DeliveryException>(() =>
            new SmtpTransport(connections).SendAsync(From, To, Encoding.ASCII.GetBytes(Message("x\r\n")), CancellationToken.None)
        );

        Assert.That(
            (refusal!.IsFinal, refusal.Message),
            Is.EqualTo((false, $"The mail server 127.0.0.1:{server.Port} could not be used: 5.7.0 log in first"))
        );
    }

    private static string Message(string text) =>
        $"From: {From}\r\nTo: {To}\r\nSubject: test\r\nMessage-Id: <1@example.com>\r\nDate: Thu, 02 May 2024 10:00:00 +0000\r\n"
        + $"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n{text}";

    private static SmtpConnections Connections(SmtpServer server, TimeProvider? time = null) =>
        new(
            Options.Create(
                new MailOptions
                {
                    SmtpHost = "127.0.0.1",
                    SmtpPort = server.Port,
                    SmtpSecurity = SmtpSecurity.None,
                }
            ),
            time ?? TimeProvider.System
        );
}
