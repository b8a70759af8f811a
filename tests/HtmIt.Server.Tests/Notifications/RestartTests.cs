using HtmIt.Testing;
using HtmIt.Testing.Mail;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Notifications;

/// <summary>A server that is stopped between deciding and sending: its successor sends, once.</summary>
public sealed class RestartTests : NotificationFixture
{
    private readonly SmtpServer _smtp = new() { IsMute = true };

    protected override IReadOnlyDictionary<string, string?> MoreSettings => MailTests.SmtpSettings(_smtp.Port);

    [OneTimeTearDown]
    public async Task StopSmtpAsync() => await _smtp.DisposeAsync();

    [Test, CancelAfter(120_000)]
    public async Task Stop_BetweenDecidingAndSending_SendsOnceAfterTheRestart(CancellationToken cancellationToken)
    {
        await DeviceAsync("restart", device => (device.EmailAddress, device.QuietPeriod) = ("restart@example.com", new() { Seconds = 0 }));
        var log = await LogAsync("restart");
        var first = Server;
        var now = Now;
        await log.WriteAsync([(now - 60, Red), (now - 50, Red), (now - 40, Red)]);
        // The server has decided and is stuck in sending; with it stopped, nothing was sent.
        await Until.HoldsAsync(() => Task.FromResult(_smtp.Connections), count => count > 0, "the server to begin sending");
        await StopServerAsync();
        Assert.That(_smtp.Mails, Is.Empty);

        _smtp.IsMute = false;
        await using var second = await InProcessServer.StartAsync(first.ConnectionString, Settings);
        await Until.HoldsAsync(() => WaitingAsync(first.ConnectionString), count => count == 0, "all mails to be sent");
        await second.DisposeAsync();
        // A third one finds nothing left to do; it would have done it before its last loop stopped.
        await using (await InProcessServer.StartAsync(first.ConnectionString, Settings)) { }

        Assert.That(_smtp.Mails, Has.Count.EqualTo(3));
        Assert.That(
            await Tables.CountAsync(first.ConnectionString, "select count(*) from notification where provider_message_id like 'MESSAGE-%'"),
            Is.EqualTo(3)
        );
    }

    private static Task<long> WaitingAsync(string connectionString) =>
        Tables.CountAsync(connectionString, "select count(*) from notification_delivery where state = 1");
}
