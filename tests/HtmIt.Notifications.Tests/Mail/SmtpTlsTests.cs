using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Notifications.Mail;
using HtmIt.Testing;
using HtmIt.Testing.Mail;
using Microsoft.Extensions.Options;
using NUnit.Framework;

namespace HtmIt.Notifications.Tests.Mail;

/// <summary>Mails to a server whose certificate comes from an authority of somebody's own, which publishes no revocation list.</summary>
public sealed class SmtpTlsTests
{
    private const string Mail = "From: htmit@example.com\r\nTo: ops@example.com\r\nMessage-Id: <1@example.com>\r\n\r\nx\r\n";

    private readonly PrivateAuthority _authority = new();
    private readonly TemporaryDirectory _directory = new();
    private string _authorityFile = "";

    [OneTimeSetUp]
    public void WriteAuthority()
    {
        _authorityFile = Path.Combine(_directory.Path, "ca.pem");
        File.WriteAllText(_authorityFile, _authority.Certificate.ExportCertificatePem());
    }

    [OneTimeTearDown]
    public void Clean()
    {
        _authority.Dispose();
        _directory.Dispose();
    }

    [Test]
    public async Task SendAsync_AuthorityInTheSettings_Arrives()
    {
        using var certificate = _authority.Issue(IPAddress.Loopback);
        await using var server = new SmtpServer { Certificate = certificate };

        await SendAsync(server, _authorityFile);

        Assert.That(server.Mails.Single().To, Is.EqualTo(new[] { "ops@example.com" }));
    }

    [Test]
    public async Task SendAsync_AuthorityUnknown_FailsForNowAndNamesTheSetting()
    {
        using var certificate = _authority.Issue(IPAddress.Loopback);
        await using var server = new SmtpServer { Certificate = certificate };

        var refusal = Assert.ThrowsAsync<DeliveryException>(() => SendAsync(server, caFile: null));

        Assert.That(refusal!.IsFinal, Is.False);
        Assert.That(refusal.Message, Does.Contain("certificate is not trusted").And.Contain("HtmIt:Mail:SmtpCaFile"));
        Assert.That(server.Mails, Is.Empty);
    }

    [Test]
    public async Task SendAsync_CertificateOfAnotherHost_FailsAlthoughTheAuthorityIsKnown()
    {
        using var certificate = _authority.Issue(IPAddress.Parse("192.0.2.1"));
        await using var server = new SmtpServer { Certificate = certificate };

        var refusal = Assert.ThrowsAsync<DeliveryException>(() => SendAsync(server, _authorityFile));

        Assert.That(refusal!.Message, Does.Contain("CN=192.0.2.1"));
        Assert.That(server.Mails, Is.Empty);
    }

    [Test]
    public async Task SendAsync_CertificateOfAnotherAuthority_Fails()
    {
        using var other = new PrivateAuthority();
        using var certificate = other.Issue(IPAddress.Loopback);
        await using var server = new SmtpServer { Certificate = certificate };

        Assert.ThrowsAsync<DeliveryException>(() => SendAsync(server, _authorityFile));

        Assert.That(server.Mails, Is.Empty);
    }

    [Test] // an authority that the machine itself trusts
    public void FindFault_NobodyKnowsWhetherItIsRevoked_IsNone()
    {
        using var certificate = _authority.Issue(IPAddress.Loopback);
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(_authority.Certificate);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.Online;
        var isGood = chain.Build(certificate);

        Assert.That(isGood, Is.False, "what .NET says by itself");
        Assert.That(new SmtpTrust(new()).FindFault(certificate, chain, SslPolicyErrors.RemoteCertificateChainErrors), Is.Null);
    }

    [TestCase("/no/such/file")]
    [TestCase("empty.pem")]
    public void Validate_FileOfNoUse_IsRefusedWithItsSetting(string name)
    {
        File.WriteAllText(Path.Combine(_directory.Path, "empty.pem"), "");

        var result = new SmtpTrustCheck().Validate(null, new() { SmtpCaFile = Path.Combine(_directory.Path, name) });

        Assert.That(result.FailureMessage, Does.StartWith("HtmIt:Mail:SmtpCaFile: ").And.Contain(name));
    }

    private static async Task SendAsync(SmtpServer server, string? caFile)
    {
        var options = new MailOptions
        {
            SmtpHost = "127.0.0.1",
            SmtpPort = server.Port,
            SmtpSecurity = SmtpSecurity.Tls,
            SmtpCaFile = caFile,
        };
        await using var connections = new SmtpConnections(Options.Create(options), TimeProvider.System);
        var transport = new SmtpTransport(connections);
        await transport.SendAsync("htmit@example.com", "ops@example.com", Encoding.ASCII.GetBytes(Mail), CancellationToken.None);
    }
}
