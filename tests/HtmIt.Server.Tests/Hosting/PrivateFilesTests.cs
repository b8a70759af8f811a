using Grpc.Net.Client;
using HtmIt.PrivatePostgres;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing;
using HtmIt.Testing.Processes;
using HtmIt.V1;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Hosting;

/// <summary>Nobody else may read, lock or pass through anything that a server makes, whatever its umask and however the folder was left.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class PrivateFilesTests : IDisposable
{
    private static readonly string[] Stranger = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"];

    private readonly TemporaryDirectory _directory = new("private");

    private string Above => Path.Combine(_directory.Path, "above");

    private string Data => Path.Combine(Above, "data");

    public void Dispose() => _directory.Dispose();

    [TestCase("000"), CancelAfter(180_000)]
    [TestCase("077")]
    public async Task Serve_AnyUmask_MakesNothingThatOthersGetAt(string umask, CancellationToken cancellationToken)
    {
        await using (var server = await ServerProcess.StartAsync(new() { DataDirectory = Data, Umask = umask }, cancellationToken))
        {
            await MakeFilesAsync(server.GrpcAddress);
            await AssertClosedAsync(cancellationToken);
            await server.StopAsync(cancellationToken);
        }

        await AssertClosedAsync(cancellationToken);
    }

    [Test, CancelAfter(180_000)]
    public async Task Serve_FolderLeftOpen_ClosesIt(CancellationToken cancellationToken)
    {
        await using (var server = await ServerProcess.StartAsync(new() { DataDirectory = Data }, cancellationToken))
        {
            await MakeFilesAsync(server.GrpcAddress);
            await server.StopAsync(cancellationToken);
        }
        string[] folders =
        [
            Data,
            .. new[] { "postgres", "keys", "feedback", "feedback/metric_dumps" }.Select(one => Path.Combine(Data, one)),
        ];
        await RunAsync(["chmod", "0755", .. folders], cancellationToken);
        await RunAsync(["chmod", "0644", Path.Combine(Data, "server.lock"), Path.Combine(Data, "server.pid")], cancellationToken);

        await using (var server = await ServerProcess.StartAsync(new() { DataDirectory = Data }, cancellationToken))
        {
            await MakeFilesAsync(server.GrpcAddress);
            await AssertClosedAsync(cancellationToken);
        }
    }

    [Test, CancelAfter(60_000)] // the lock that any user could hold, to keep the server from starting
    public async Task Lock_AnotherAccount_CannotHoldIt(CancellationToken cancellationToken)
    {
        RequireRoot();
        await (await StartAsync(cancellationToken)).DisposeAsync();

        var held = await HostCommand.RunAsync([.. Stranger, "flock", "-n", Path.Combine(Data, "server.lock"), "true"], cancellationToken);

        Assert.That(held.ExitCode, Is.EqualTo(66), $"flock's code for a file that can't be opened; it said: {held.Error}");
    }

    [Test, CancelAfter(60_000)]
    public async Task StartAsync_OpenFolderWithFilesOfOthers_IsRefusedAndLeftAsItIs(CancellationToken cancellationToken)
    {
        UnixDirectory.CreatePrivate(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "notes.txt"), "", cancellationToken);
        await RunAsync(["chmod", "1777", Data], cancellationToken);

        var refusal = Assert.ThrowsAsync<EmbeddedPostgresException>(() => StartAsync(cancellationToken));

        Assert.That(refusal!.Message, Does.Contain(Data).And.Contain("'notes.txt'").And.Contain("chmod 700"));
        Assert.That(await RunAsync(["stat", "-c", "%a", Data], cancellationToken), Is.EqualTo("1777"));
    }

    [Test, CancelAfter(60_000)]
    public async Task StartAsync_FolderOfAnotherUser_IsRefused(CancellationToken cancellationToken)
    {
        RequireRoot();
        UnixDirectory.CreatePrivate(Data);
        await RunAsync(["chown", "nobody", Data], cancellationToken);

        var refusal = Assert.ThrowsAsync<EmbeddedPostgresException>(() => StartAsync(cancellationToken));

        Assert.That(refusal!.Message, Does.Contain(Data).And.Contain("belongs to another user"));
    }

    private Task<EmbeddedPostgres> StartAsync(CancellationToken cancellationToken) =>
        EmbeddedPostgres.StartAsync(new() { DataDirectory = Data }, NullLogger.Instance, TimeProvider.System, cancellationToken);

    /// <summary>Has the server make what it makes only when asked: a feedback archive, and keys for a webhook's secret.</summary>
    private static async Task MakeFilesAsync(Uri address)
    {
        using var channel = GrpcChannel.ForAddress(address);
        await new MetricDataService.MetricDataServiceClient(channel).SendAsync(Ingest.Series($"private.{Guid.NewGuid():N}", [1, 2, 3]));
        var metric = (await new MetricService.MetricServiceClient(channel).ListMetricsAsync(new())).Metrics[0];
        await new DiagnosticsService.DiagnosticsServiceClient(channel).SubmitFeedbackAsync(new() { Metric = metric.Name });
        var device = new Device
        {
            Name = "devices/private",
            WebhookUrl = "https://example.com/",
            WebhookSecret = "secret",
        };
        await new DeviceService.DeviceServiceClient(channel).UpdateDeviceAsync(new() { Device = device, AllowMissing = true });
    }

    private async Task AssertClosedAsync(CancellationToken cancellationToken)
    {
        Assert.That(Directory.EnumerateFileSystemEntries(Data).Select(Path.GetFileName), Does.Contain("keys").And.Contain("feedback"));
        var open = await RunAsync(["find", Above, "-perm", "/077", "-printf", "%m %G %p\n"], cancellationToken);
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.That(open, Is.Empty);
            return;
        }
        // The account of PostgreSQL, as their group, has to get through these two to its own folder.
        var account = await PostgresAccount.ForAsync(Path.Combine(Data, "postgres"), cancellationToken);
        Assert.That(open.Split('\n'), Is.EquivalentTo(new[] { $"710 {account.GroupId} {Above}", $"710 {account.GroupId} {Data}" }));
        if (account.Name == "nobody")
        {
            return;
        }
        foreach (var path in new[] { "", "server.lock", "postgres", "postgres/run", "keys", "feedback" })
        {
            var seen = await HostCommand.RunAsync([.. Stranger, "stat", Path.Combine(Data, path)], cancellationToken);
            Assert.That(seen.Succeeded, Is.False, $"another account gets at '{path}'");
        }
    }

    private static async Task<string> RunAsync(IReadOnlyList<string> command, CancellationToken cancellationToken)
    {
        var result = await HostCommand.RunAsync(command, cancellationToken);
        Assert.That(result.Succeeded, Is.True, result.Tail);
        return result.Output.Trim();
    }

    private static void RequireRoot()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("only root can act as a second account");
        }
    }
}
