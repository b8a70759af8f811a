using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using HtmIt.Testing;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests.Packages;

/// <summary>The .NET tool, installed from its package outside the checkout: command line and server.</summary>
public sealed class ToolPackageTests
{
    private const string ReadyPrefix = "htmit: ready grpc=";

    private readonly TemporaryDirectory _directory = new("package-tool");

    private static LocalFeed Feed => FeedSetUp.Feed;

    private static string ToolFolder => Path.Combine(Feed.Workplace, "tools");

    private static string Program => Path.Combine(ToolFolder, "htmit");

    [OneTimeSetUp]
    public async Task InstallAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5), TimeProvider.System);
        await Feed.RunAsync(
            "dotnet",
            ["tool", "install", "HtmIt.Cli", "--tool-path", ToolFolder, "--configfile", Feed.Settings],
            patience.Token
        );
    }

    [OneTimeTearDown]
    public void RemoveData() => _directory.Dispose();

    [Test, CancelAfter(60_000)]
    public async Task Version_InstalledTool_IsThatOfThePackage(CancellationToken cancellationToken)
    {
        var output = await Feed.RunAsync(Program, ["--version"], cancellationToken);

        Assert.That(output, Does.StartWith(Feed.Find("HtmIt.Cli").Version));
    }

    [Test, CancelAfter(180_000)]
    public async Task Serve_InstalledTool_StartsItsServerWhichCommandsReach(CancellationToken cancellationToken)
    {
        var ready = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var serve = Feed.Start(
            Program,
            ["serve", "--listen", "127.0.0.1:0", "--graphite", "off", "--data-dir", _directory.Path],
            line => _ = line.StartsWith(ReadyPrefix, StringComparison.Ordinal) && ready.TrySetResult(line)
        );
        try
        {
            var ended = serve.WaitForExitAsync(cancellationToken);
            Assert.That(await Task.WhenAny(ready.Task, ended), Is.SameAs(ready.Task), () => serve.Output);
            var address = (await ready.Task)[ReadyPrefix.Length..].Split(' ')[0];

            await Feed.RunAsync(Program, ["models", "create", "tool.orders", "--server", address], cancellationToken);
            var listed = await Feed.RunAsync(Program, ["models", "list", "--server", address, "--output", "json"], cancellationToken);

            Assert.That(listed, Does.Contain("tool.orders"));
        }
        finally
        {
            // Asked to end, it stops its server, and that its database.
            await serve.StopAsync(CancellationToken.None);
        }

        Assert.That(File.Exists(Path.Combine(_directory.Path, "postgres", "data", "postmaster.pid")), Is.False);
    }

    [Test, CancelAfter(180_000)]
    public async Task Demo_InstalledTool_StartsItsServerAndSumsUp(CancellationToken cancellationToken)
    {
        using var data = new TemporaryDirectory("package-demo");

        var output = await Feed.RunAsync(
            Program,
            ["demo", "--seconds", "1", "--no-history", "--data-dir", data.Path, "--server", $"127.0.0.1:{FreePort()}"],
            cancellationToken
        );

        Assert.That(output, Does.Contain("Started a server"));
        var summary = output.Split('\n').Single(line => line.StartsWith('{'));
        Assert.That(JsonDocument.Parse(summary).RootElement.TryGetProperty("metrics", out _), Is.True);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
