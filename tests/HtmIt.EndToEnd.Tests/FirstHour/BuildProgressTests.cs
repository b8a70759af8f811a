using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests.FirstHour;

/// <summary>The first <c>./run</c> builds for minutes; it says how far it is.</summary>
internal sealed class BuildProgressTests
{
    private const string Build = """
        source eng/common.sh
        set -euo pipefail
        build_visibly 3 bash -c 'echo "  Determining projects to restore..."; echo "  HtmIt.A -> /a.dll"; echo "  HtmIt.A -> /b.dll"; echo "  HtmIt.B -> /c.dll"; echo "x.cs: error CS1: no"; exit
        """;

    [Test, PlaysTask("run-progress"), CancelAfter(30_000)]
    public async Task BuildVisibly_ProjectsAreBuilt_EachIsCountedOnce(CancellationToken cancellationToken)
    {
        var (exitCode, output) = await RunAsync($"{Build} 0'", cancellationToken);

        Assert.That((exitCode, output), Is.EqualTo((0, "htmit: built HtmIt.A, project 1 of 3\nhtmit: built HtmIt.B, project 2 of 3")));
    }

    [Test, CancelAfter(30_000)]
    public async Task BuildVisibly_BuildFails_ShowsWhatItSaid(CancellationToken cancellationToken)
    {
        var (exitCode, output) = await RunAsync($"{Build} 7'", cancellationToken);

        Assert.That((exitCode, output.Contains("x.cs: error CS1: no", StringComparison.Ordinal)), Is.EqualTo((7, true)), output);
    }

    [Test, CancelAfter(30_000)]
    public async Task ProjectsOf_PartOfTheSolution_CountsWhatItRefersTo(CancellationToken cancellationToken)
    {
        var (exitCode, output) = await RunAsync("source eng/common.sh; projects_of eng/App.slnf", cancellationToken);

        // All of the product: server, client, protos.
        var projects = new[] { "server", "client/HtmIt.Client", "client/HtmIt.Cli", "protos" }.SelectMany(folder =>
            Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "HtmIt.*.csproj", SearchOption.AllDirectories)
        );
        Assert.That((exitCode, output), Is.EqualTo((0, $"{projects.Count()}")));
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string script, CancellationToken cancellationToken)
    {
        await using var process = ManagedProcess.StartCommand("bash", ["-c", script], directory: Checkout.Root);
        var exitCode = await process.WaitForExitAsync(cancellationToken);
        return (exitCode, process.Output);
    }
}
