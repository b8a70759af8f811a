using System.Text.Json.Nodes;
using HtmIt.Testing;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests;

/// <summary>Export and import through the command line, over a real server: IMP-011.</summary>
public sealed class ExchangeCycleTests
{
    /// <summary>Three messages of an import, and more than is stored or read at once.</summary>
    private const int Rows = 20_500;

    private readonly TemporaryDirectory _directory = new("exchange");
    private ServerProcess _server = null!;

    [OneTimeSetUp]
    public async Task StartServerAsync() =>
        _server = await ServerProcess.StartAsync(new() { DataDirectory = _directory.Path, Graphite = "off" }, CancellationToken.None);

    [OneTimeTearDown]
    public async Task StopServerAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    [Test, CancelAfter(240_000)] // API-E-002, IMP-003, IMP-006, IMP-007, IMP-011; more samples than one message takes
    public async Task Cycle_CreateExportDeleteImport_ExportsTheSame(CancellationToken cancellationToken)
    {
        var csv = Path.Combine(_directory.Path, "cycle.csv");
        await File.WriteAllLinesAsync(csv, ["timestamp,value", .. Series().Select(one => $"{one.Time},{one.Value}")], cancellationToken);
        await RunAsync(0, cancellationToken, "ingest", csv, "--metric", "cycle", "--monitor", "--min", "0", "--max", "60");

        var first = await ExportAsync("first.json", cancellationToken);
        Assert.That(JsonNode.Parse(first)!.AsArray()[0]!["data"]!.AsArray(), Has.Count.EqualTo(Rows));
        var one = await RunAsync(0, cancellationToken, "export", "cycle");
        // Output and errors come here together, in any order.
        var lines = one.Split('\n').ToLookup(line => line.StartsWith("note: left out are ", StringComparison.Ordinal));
        Assert.That(string.Join('\n', lines[false]).TrimEnd(), Is.EqualTo(first.TrimEnd()), "one equals all");
        Assert.That(lines[true].Count(), Is.EqualTo(1), "what is not in it is said beside it");
        Assert.That(await ImportAsync("first.json", cancellationToken), Is.EqualTo((0, 1, 0)), "monitored already");

        await RunAsync(0, cancellationToken, "metrics", "delete", "cycle");
        Assert.That(await RunAsync(0, cancellationToken, "export"), Does.StartWith("[]"));
        Assert.That(await ImportAsync("first.json", cancellationToken), Is.EqualTo((1, 0, 0)));
        Assert.That(await ExportAsync("second.json", cancellationToken), Is.EqualTo(first));

        await RunAsync(0, cancellationToken, "metrics", "delete", "cycle");
        var legacy = JsonNode.Parse(first)!.AsArray()[0]!;
        var flat = new JsonObject
        {
            ["datasource"] = "custom",
            ["metric"] = "cycle",
            ["min"] = 0,
            ["max"] = 60,
            ["data"] = legacy["data"]!.DeepClone(),
        };
        await File.WriteAllTextAsync(Path.Combine(_directory.Path, "legacy.json"), flat.ToJsonString(), cancellationToken);
        Assert.That(await ImportAsync("legacy.json", cancellationToken), Is.EqualTo((1, 0, 0)));
        Assert.That(await ExportAsync("third.json", cancellationToken), Is.EqualTo(first));
    }

    [Test, CancelAfter(240_000)]
    public async Task All_ExportedAndImportedElsewhere_IsTheSame(CancellationToken cancellationToken)
    {
        var csv = Path.Combine(_directory.Path, "all.csv");
        await File.WriteAllLinesAsync(
            csv,
            ["timestamp,value", .. Series().Take(600).Select(one => $"{one.Time},{one.Value}")],
            cancellationToken
        );
        await RunAsync(0, cancellationToken, "ingest", csv, "--metric", "all", "--monitor", "--min", "0", "--max", "60", "--wait");
        var file = Path.Combine(_directory.Path, "all.jsonl");
        Assert.That(await RunAsync(0, cancellationToken, "export", "--all", "-o", file), Does.Match("exported [1-9][0-9]* metrics? to"));

        await using var other = await ServerProcess.StartAsync(
            new() { DataDirectory = Path.Combine(_directory.Path, "other"), Graphite = "off" },
            cancellationToken
        );
        var checkedOnly = await RunOnAsync(other, 0, cancellationToken, "import", "--all", file, "--validate-only");
        Assert.That(checkedOnly, Does.Contain("would import "));
        Assert.That(await RunOnAsync(other, 0, cancellationToken, "import", "--all", file), Does.Contain("refused 0"));
        var (before, after) = (await RowsAsync(_server, cancellationToken), await RowsAsync(other, cancellationToken));
        Assert.That(after, Is.EqualTo(before));
        Assert.That(await RunOnAsync(other, 0, cancellationToken, "import", "--all", file), Does.Contain("imported 0, "));

        var lines = await File.ReadAllLinesAsync(file, cancellationToken);
        await File.WriteAllLinesAsync(file, lines[..^1], cancellationToken);
        Assert.That(await RunOnAsync(other, 1, cancellationToken, "import", "--all", file), Does.Contain("was cut off"));
        await RunAsync(0, cancellationToken, "metrics", "delete", "all");
    }

    /// <summary>Rows as JSON, but for the metric's name, which is another one on each server.</summary>
    private static async Task<string[]> RowsAsync(ServerProcess server, CancellationToken cancellationToken)
    {
        var output = await RunOnAsync(server, 0, cancellationToken, "list", "all", "--limit", "0", "--output", "json");
        return [.. output.TrimEnd().Split('\n').Select(line => line[line.IndexOf("\"row_id\"", StringComparison.Ordinal)..])];
    }

    [Test, CancelAfter(60_000)]
    public async Task Import_PartlyBad_ImportsTheRestAndFails(CancellationToken cancellationToken)
    {
        var path = Path.Combine(_directory.Path, "partly.json");
        const string items = """
            {"datasource":"custom","metric":"partly.a"},{"datasource":"nothing"},
            {"datasource":"custom","metric":"partly.c","metric":"partly.d"},{"datasource":"custom","metric":"partly.b"}
            """;
        await File.WriteAllTextAsync(path, $"[{items}]", cancellationToken);
        var text = await RunAsync(1, cancellationToken, "import", path);
        Assert.That(
            text,
            Does.Contain("item 1: error: INVALID_FIELD").And.Contain("datasource").And.Contain("imported 2,").And.Contain("refused 2")
        );
        Assert.That(text, Does.Contain("item 2: error: INVALID_FIELD").And.Contain("must have each property once"));

        await File.WriteAllTextAsync(path, $"[{items},", cancellationToken);
        Assert.That(await RunAsync(1, cancellationToken, "import", path), Does.Contain("is no export of models: line "));
        await RunAsync(0, cancellationToken, "resources", "delete", "partly.a", "partly.b");
        Assert.That(await RunAsync(1, cancellationToken, "resources", "delete", "partly.a"), Does.Contain("RESOURCE_NOT_FOUND"));
    }

    private static IEnumerable<(long Time, double Value)> Series()
    {
        var start = (TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 60 * 60) - (13 * 86_400);
        return Enumerable.Range(0, Rows).Select(i => (start + (i * 40L), (i % 24) + (i % 7 * 0.5)));
    }

    private async Task<string> ExportAsync(string file, CancellationToken cancellationToken)
    {
        var path = Path.Combine(_directory.Path, file);
        Assert.That(await RunAsync(0, cancellationToken, "export", "-o", path), Does.Contain("exported 1 model to"));
        return await File.ReadAllTextAsync(path, cancellationToken);
    }

    private async Task<(int Imported, int Known, int Refused)> ImportAsync(string file, CancellationToken cancellationToken)
    {
        var output = await RunAsync(0, cancellationToken, "import", Path.Combine(_directory.Path, file), "--output", "json");
        var summary = JsonNode.Parse(output.TrimEnd().Split('\n')[^1])!;
        return ((int)summary["imported"]!, (int)summary["monitored_already"]!, (int)summary["refused"]!);
    }

    private Task<string> RunAsync(int expected, CancellationToken cancellationToken, params string[] arguments) =>
        RunOnAsync(_server, expected, cancellationToken, arguments);

    private static async Task<string> RunOnAsync(
        ServerProcess server,
        int expected,
        CancellationToken cancellationToken,
        params string[] arguments
    )
    {
        string[] all = [.. arguments, "--server", server.GrpcAddress.ToString()];
        var (exitCode, output) = await CommandLineProgram.RunAsync(all, cancellationToken);
        Assert.That(exitCode, Is.EqualTo(expected), $"htmit {string.Join(' ', arguments)}: {output}");
        return output;
    }
}
