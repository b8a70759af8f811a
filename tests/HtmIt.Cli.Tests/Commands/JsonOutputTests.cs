using System.Text.RegularExpressions;
using HtmIt.Cli.Rendering;
using HtmIt.Cli.Rendering.Views;
using HtmIt.Client;
using HtmIt.Testing.Client;
using NUnit.Framework;

namespace HtmIt.Cli.Tests.Commands;

/// <summary>What programs read: the JSON of each command to the letter, from a server that sets every field.</summary>
public sealed partial class JsonOutputTests
{
    private const string Text = "m";

    // They end by the clock: on a slow machine with fewer lines.
    private static readonly string[] Watches = ["watch", "incidents watch", "notifications watch"];

    private string _directory = null!;

    private static IEnumerable<string> Commands => Expected.Keys;

    [SetUp]
    public void CreateFiles()
    {
        _directory = Directory.CreateTempSubdirectory("htmit-json-").FullName;
        EveryCommand.WriteFiles(_directory, Text);
    }

    [TearDown]
    public void DeleteFiles() => Directory.Delete(_directory, recursive: true);

    [Test]
    public void Commands_AllButExport_AreTriedHere() =>
        // An export is the server's JSON, not the command's.
        Assert.That(Commands.Append("export"), Is.EquivalentTo(EveryCommand.ArgumentsOf(Text).Keys));

    [Test, CancelAfter(120_000)]
    public async Task RunAsync_JsonOutput_IsTheContract([ValueSource(nameof(Commands))] string command, CancellationToken cancellationToken)
    {
        await using var server = await FakeServer.StartAsync(interceptor: new HostileServer(Text, refuses: false));

        var (exitCode, output, error) = await CliRunner.RunAsync(server.Address, EveryCommand.LineOf(command, Text, _directory, "json"));

        // A command that fails says why as JSON too, on the error stream.
        var written = ToComparable(error.StartsWith("""{"error":""", StringComparison.Ordinal) ? output + error : output, server);
        var expected =
            Watches.Contains(command) && Expected[command].StartsWith(written, StringComparison.Ordinal) ? written : Expected[command];
        Assert.That(written, Is.EqualTo(expected), $"exit code {exitCode}, {error}");
        foreach (var line in error.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.That(() => System.Text.Json.JsonDocument.Parse(line), Throws.Nothing, line);
        }
    }

    [Test]
    public void ModelSpecView_CloudWatchSpec_NamesTheMetricAtAws()
    {
        var metric = new CloudWatchMetric(
            "us-west-2",
            "AWS/EC2",
            "CPUUtilization",
            new Dictionary<string, string> { ["InstanceId"] = "i-1" }
        );

        var json = JsonOutput.Format(new ModelSpecView(new CloudWatchModelSpec(metric) { Min = 0, Max = 100 }));

        Assert.That(
            json,
            Is.EqualTo(
                """{"cloud_watch":{"region":"us-west-2","namespace":"AWS/EC2","metric_name":"CPUUtilization","dimensions":{"InstanceId":"i-1"},"account":""},"min":0,"max":100}"""
            )
        );
    }

    [Test]
    public void ModelSpecView_AutostackSpec_NamesTheAutostack()
    {
        var metric = new AutostackMetricSpec("autostacks/a", "AWS/EC2", "CPUUtilization");

        var json = JsonOutput.Format(new ModelSpecView(new AutostackModelSpec(metric)));

        Assert.That(
            json,
            Is.EqualTo("""{"autostack":{"autostack":"autostacks/a","namespace":"AWS/EC2","metric_name":"CPUUtilization"}}""")
        );
    }

    private string ToComparable(string written, FakeServer server) =>
        Measured()
            .Replace(written, "$1:0")
            .Replace(server.Address.ToString(), "http://SERVER/", StringComparison.Ordinal)
            .Replace(_directory, "DIRECTORY", StringComparison.Ordinal)
            .TrimEnd('\n');

    /// <summary>What is measured, and so differs from run to run.</summary>
    [GeneratedRegex(@"(""(round_trip_ms|seconds|rows_per_second)""):[0-9.E+-]+")]
    private static partial Regex Measured();
}
