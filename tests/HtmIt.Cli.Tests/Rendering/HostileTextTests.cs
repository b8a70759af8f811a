using System.CommandLine;
using System.Text.RegularExpressions;
using HtmIt.Testing.Client;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Rendering;

/// <summary>Names, messages and files are the text of strangers. No command shows it so that it steers the terminal.</summary>
public sealed partial class HostileTextTests
{
    // As markup, it would close more than it opens, which the renderer refuses.
    private const string Hostile = "a\e]0;owned\a\e[31m\u009b2J\u202e\u2066\u200e\u061c\u2028\u200b\ufeff[red][/][/]\r\nb\x7f";

    // They show what their own server logs, which is harmless where it is written; see the tests of the server's log.
    private static readonly string[] RunningServers = ["serve", "demo"];

    // They show nothing but this program's own text.
    private static readonly string[] OfItself = ["completion", "man"];

    private string _directory = null!;

    private static IEnumerable<string> Commands => EveryCommand.ArgumentsOf(Hostile).Keys;

    [SetUp]
    public void CreateFiles()
    {
        _directory = Directory.CreateTempSubdirectory("htmit-hostile-").FullName;
        EveryCommand.WriteFiles(_directory, Hostile);
    }

    [TearDown]
    public void DeleteFiles() => Directory.Delete(_directory, recursive: true);

    [Test]
    public void Commands_All_AreTriedHere()
    {
        var paths = Leaves(HtmItCommand.Create(), "");

        Assert.That(
            paths,
            Is.EquivalentTo(
                Commands.Where(command => !command.Contains("--", StringComparison.Ordinal)).Concat(RunningServers).Concat(OfItself)
            )
        );
    }

    [Test, CancelAfter(120_000)]
    public async Task RunAsync_HostileServer_NothingSteersTheTerminal(
        [ValueSource(nameof(Commands))] string command,
        [Values] bool refuses,
        [Values("text", "json", "live")] string form,
        CancellationToken cancellationToken
    )
    {
        await using var server = await FakeServer.StartAsync(interceptor: new HostileServer(Hostile, refuses));
        var arguments = EveryCommand.LineOf(command, Hostile, _directory, form == "json" ? "json" : "text");

        var (exitCode, output, error) = await CliRunner.RunAsync(server.Address, isInteractive: form == "live", arguments);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, refuses ? Is.EqualTo(1) : Is.Zero.Or.EqualTo(1));
            Assert.That(output + error, Is.Not.Empty);
            Assert.That(Harm(output, form), Is.Empty, output);
            Assert.That(Harm(error, form), Is.Empty, error);
        }
    }

    [TestCase("no-such-command", Hostile)]
    [TestCase(Hostile)]
    [TestCase("list", "m", "--limit", Hostile)]
    [TestCase("status", "--server", Hostile)]
    [TestCase("status", "--output", Hostile)]
    [TestCase("watch", "--from", Hostile)]
    [TestCase("ingest", Hostile)]
    public async Task RunAsync_HostileCommandLine_NothingSteersTheTerminal(params string[] arguments)
    {
        var (exitCode, output, error) = await CliRunner.RunAsync(null, arguments);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exitCode, Is.EqualTo(2));
            Assert.That(Harm(output, "help"), Is.Empty);
            Assert.That(Harm(error, "help"), Is.Empty);
        }
    }

    private static IEnumerable<string> Leaves(Command command, string path) =>
        command.Subcommands.Count == 0
            ? [path]
            : command.Subcommands.SelectMany(child => Leaves(child, path.Length == 0 ? child.Name : $"{path} {child.Name}"));

    /// <summary>What must not be in an output. Live output has codes of its own: of those only what the renderer writes may be there.</summary>
    private static IEnumerable<string> Harm(string written, string form)
    {
        var own = form == "live" ? OwnCodes().Replace(written, "") : written;
        return Forbidden().Matches(own).Select(match => $"U+{(int)match.Value[0]:X4}").Distinct();
    }

    [GeneratedRegex(@"\e\[(\?25[lh]|[0-9;]*[ABCDGHKm]|0?2K)|\r")]
    private static partial Regex OwnCodes();

    [GeneratedRegex(@"[\x00-\x09\x0B-\x1F\x7F-\x9F\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF]")]
    private static partial Regex Forbidden();
}
