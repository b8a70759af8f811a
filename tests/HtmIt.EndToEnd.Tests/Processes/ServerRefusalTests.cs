using System.Net;
using System.Net.Sockets;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests.Processes;

/// <summary>What keeps a server from starting, and its operator can mend, is said in a line and nothing else: no stack trace, no log.</summary>
public sealed class ServerRefusalTests
{
    private TemporaryDirectory _directory = null!;

    [OneTimeSetUp]
    public void MakeDirectory() => _directory = new TemporaryDirectory("refusal");

    [OneTimeTearDown]
    public void RemoveDirectory() => _directory.Dispose();

    [TestCase("HtmIt:CloudWatch:BackfillDays", "many", 2)]
    [TestCase("HtmIt:Mail:Transport", "Pigeon", 2)]
    [TestCase("HtmIt:Aws:DefaultRegion", "mars-1", 1)]
    [CancelAfter(120_000)]
    public void StartAsync_SettingThatIsNoGood_IsNamed(string setting, string value, int exitCode, CancellationToken cancellationToken)
    {
        var said = Refuse(new() { Arguments = [$"--{setting}", value] }, exitCode, cancellationToken);

        Assert.That(said.Single(), Does.StartWith($"htmit: {setting}: '{value}' is "));
    }

    [Test, CancelAfter(120_000)]
    public void StartAsync_ValueOutOfRange_IsNamedWithItsSection(CancellationToken cancellationToken)
    {
        var said = Refuse(new() { Arguments = ["--HtmIt:CloudWatch:BackfillDays", "99"] }, 2, cancellationToken);

        Assert.That(said, Is.EqualTo(["htmit: HtmIt:CloudWatch:BackfillDays: '99' is not from 1 to 15."]));
    }

    [Test, CancelAfter(120_000)]
    public void StartAsync_MailWithoutItsSettings_NamesEach(CancellationToken cancellationToken)
    {
        var said = Refuse(
            new() { Environment = new Dictionary<string, string?> { ["HtmIt__Mail__Transport"] = "Smtp" } },
            1,
            cancellationToken
        );

        Assert.That(
            said,
            Is.EqualTo([
                "htmit: HtmIt:Mail:Sender must be given with a transport.",
                "htmit: HtmIt:Mail:SmtpHost must be given with transport Smtp.",
            ])
        );
    }

    [TestCase("--HtmIt:Mail:SmtpHots", "there is no setting HtmIt:Mail:SmtpHots. Did you mean HtmIt:Mail:SmtpHost?")]
    [TestCase("--HtmIt:Mails:SmtpHost", "there is no setting HtmIt:Mails:SmtpHost. Did you mean HtmIt:Mail:SmtpHost?")]
    [TestCase("--HtmIt:Retention:Days", "there is no setting HtmIt:Retention:Days; its section has IntervalSeconds, ThresholdDays.")]
    [CancelAfter(120_000)]
    public void StartAsync_UnknownSettingTyped_NamesTheNearest(string option, string complaint, CancellationToken cancellationToken) =>
        Assert.That(Refuse(new() { Arguments = [option, "30"] }, 2, cancellationToken), Is.EqualTo([$"htmit: {complaint}"]));

    [TestCase("HtmIt__Mail__SmtpHots", "there is no setting HtmIt:Mail:SmtpHots. Did you mean HtmIt:Mail:SmtpHost?")]
    [TestCase("HtmIt_Mail_Sender", "there is no setting HtmIt_Mail_Sender. Did you mean HtmIt:Mail:Sender?")]
    [TestCase("HtmIt__Aws__Accounts__other__RoleAr", "there is no setting HtmIt:Aws:Accounts:other:RoleAr; docs/operations.md lists them.")]
    [CancelAfter(120_000)]
    public void StartAsync_UnknownVariable_IsNamedWithTheNearest(string variable, string complaint, CancellationToken cancellationToken)
    {
        var options = new ServerProcessOptions { Environment = new Dictionary<string, string?> { [variable] = "x" } };

        Assert.That(Refuse(options, 1, cancellationToken), Is.EqualTo([$"htmit: environment variable {variable}: {complaint}"]));
    }

    [TestCase("--listen")]
    [TestCase("--graphite")]
    [TestCase("--graphite-pickle")]
    [TestCase("--graphite-udp")]
    [CancelAfter(120_000)]
    public void StartAsync_PortInUse_IsSaidBeforeAnythingStarts(string option, CancellationToken cancellationToken)
    {
        using var taken = new Socket(
            AddressFamily.InterNetwork,
            option == "--graphite-udp" ? SocketType.Dgram : SocketType.Stream,
            ProtocolType.Unspecified
        );
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        if (taken.SocketType == SocketType.Stream)
        {
            taken.Listen();
        }

        var said = Refuse(new() { Arguments = [option, $"{taken.LocalEndPoint}"] }, 1, cancellationToken);

        Assert.That(said.Single(), Does.StartWith($"htmit: {option} {taken.LocalEndPoint}: the port is in use already."));
    }

    [TestCase("--listen", "nonsense", "of the form ADDRESS:PORT, such as 127.0.0.1:5180")]
    [TestCase("--graphite", "2003", "of the form ADDRESS:PORT, such as 127.0.0.1:5180, nor off")]
    [TestCase("--graphite-udp", "10.0.0.1:99", "a loopback address such as 127.0.0.1: this server does not authenticate its callers")]
    [TestCase("--Logging:LogLevel:Default", "Loud", "Trace or Debug or Information or Warning or Error or Critical or None")]
    [CancelAfter(120_000)]
    public void StartAsync_OptionThatMakesNoSense_IsSaidInALine(
        string option,
        string value,
        string expected,
        CancellationToken cancellationToken
    )
    {
        var said = Refuse(new() { Arguments = [option, value] }, 2, cancellationToken);

        Assert.That(said.Single(), Does.StartWith("htmit: ").And.EndWith($": '{value}' is not {expected}."));
        Assert.That(said.Single(), Does.Contain(option.TrimStart('-')));
    }

    [TestCase("--listne", "there is no option --listne. Did you mean --listen? See --help.")]
    [TestCase("--output", "there is no option --output. See --help.")]
    [TestCase("--HtmIt:Mail:Sender", "--HtmIt:Mail:Sender needs a value. See --help.")]
    [CancelAfter(120_000)]
    public void StartAsync_OptionThatThereIsNot_IsSaidInALine(string option, string complaint, CancellationToken cancellationToken) =>
        Assert.That(Refuse(new() { Arguments = [option] }, 2, cancellationToken), Is.EqualTo([$"htmit: {complaint}"]));

    [Test, CancelAfter(120_000)]
    public async Task StartAsync_FileOfSettingsIsBroken_NamesFileAndLine(CancellationToken cancellationToken)
    {
        using var folder = new TemporaryDirectory("broken-settings");
        var file = Path.Combine(folder.Path, "appsettings.json");
        await File.WriteAllTextAsync(file, "{\"HtmIt\":\n  {\"Mail\": oops}}", cancellationToken);
        await using var server = ManagedProcess.StartCommand(
            "dotnet",
            ["exec", Checkout.Program("server/HtmIt.Server", "HtmIt.Server")],
            directory: folder.Path
        );

        var exitCode = await server.WaitForExitAsync(cancellationToken);

        Assert.That((exitCode, server.Output), Is.EqualTo((1, $"htmit: {file} is no JSON: look in line 2.")));
    }

    [Test, CancelAfter(120_000)]
    public async Task StartAsync_DataFolderIsAFile_SaysWhichOption(CancellationToken cancellationToken)
    {
        var file = Path.Combine(_directory.Path, "file");
        await File.WriteAllTextAsync(file, "", cancellationToken);

        var said = Refuse(new() { Arguments = ["--data-dir", file] }, 1, cancellationToken);

        Assert.That(said, Is.EqualTo([$"htmit: --data-dir {file}: that is a file; name a folder, which need not exist."]));
    }

    [Test, CancelAfter(120_000)]
    public void StartAsync_ConnectionStringIsNone_ShowsOne(CancellationToken cancellationToken)
    {
        var said = Refuse(new() { Arguments = ["--connection-string", "nonsense"] }, 1, cancellationToken);

        Assert.That(said.Single(), Does.StartWith("htmit: --connection-string can't be understood. It looks like 'Host="));
    }

    [TestCase("--listen")]
    [TestCase("--graphite-udp")]
    [CancelAfter(120_000)]
    public async Task StartAsync_PortTakenWhileTheDatabaseStarts_IsSaidInALine(string option, CancellationToken cancellationToken)
    {
        using var port = new Socket(
            AddressFamily.InterNetwork,
            option == "--listen" ? SocketType.Stream : SocketType.Dgram,
            ProtocolType.Unspecified
        );
        port.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var address = $"{port.LocalEndPoint}";
        port.Dispose();
        await using var postgres = await TestPostgres.StartAsync(migrate: null, cancellationToken);
        var target = await postgres.CreateDatabaseAsync(cancellationToken, empty: true);
        await using var proxy = new PostgresProxy(target.ConnectionString);
        proxy.Close();
        var refused = Task.Run(
            () =>
                Assert.ThrowsAsync<InvalidOperationException>(() =>
                    ServerProcess.StartAsync(
                        new() { ConnectionString = proxy.ConnectionString, Arguments = [option, address] },
                        cancellationToken
                    )
                ),
            cancellationToken
        );
        await proxy.SomebodyCameAsync(cancellationToken);

        using var other = new Socket(AddressFamily.InterNetwork, port.SocketType, ProtocolType.Unspecified);
        other.Bind(IPEndPoint.Parse(address));
        if (other.SocketType == SocketType.Stream)
        {
            other.Listen();
        }

        proxy.Open();

        var lines = (await refused)!.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines[1..].Single(), Does.StartWith($"htmit: {option} {address}: the port is in use already."));
    }

    /// <summary>All that a server said that did not start, without the notes about its database.</summary>
    private string[] Refuse(ServerProcessOptions options, int exitCode, CancellationToken cancellationToken)
    {
        var error = Assert.ThrowsAsync<InvalidOperationException>(() =>
            ServerProcess.StartAsync(options with { DataDirectory = _directory.Path }, cancellationToken)
        );

        var lines = error!.Message.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(lines[0], Does.Contain($"code {exitCode} "));
        return [.. lines[1..].Where(line => !line.Contains(" info: ", StringComparison.Ordinal))];
    }
}
