using System.Diagnostics;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Processes;
using NUnit.Framework;

namespace HtmIt.EndToEnd.Tests.Processes;

/// <summary>The server as a process on a private database: it comes up, goes, is killed, and comes back: SCHED-005. All tests have one data
/// directory: the first that wants it makes the database, the others find it.</summary>
public sealed class ServerProcessTests
{
    private TemporaryDirectory _directory = null!;

    [OneTimeSetUp]
    public void MakeDirectory() => _directory = new TemporaryDirectory("server");

    [OneTimeTearDown]
    public void RemoveDirectory() => _directory.Dispose();

    [Test, CancelAfter(120_000)]
    public async Task StopAsync_RunningServer_EndsWithZeroAndStopsItsDatabase(CancellationToken cancellationToken)
    {
        await using var server = await StartAsync(cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(server.GrpcAddress.Port, Is.GreaterThan(0));
            Assert.That(server.Graphite!.Port, Is.GreaterThan(0));
            Assert.That(OpenFiles(server.Id), Has.None.Contains("inotify"), "the folder it was started in may be large and busy");
            Assert.That(await server.StopAsync(cancellationToken), Is.Zero);
            Assert.That(File.Exists(PidFile), Is.False, "the database is stopped with the server");
        }
    }

    [Test, CancelAfter(180_000)]
    public async Task StartAsync_AfterAKill_AdoptsTheDatabase(CancellationToken cancellationToken)
    {
        await using var first = await StartAsync(cancellationToken);
        var database = await File.ReadAllTextAsync(PidFile, cancellationToken);
        await first.KillAsync();

        var began = Stopwatch.GetTimestamp();
        await using var second = await StartAsync(cancellationToken);
        await TestContext.Out.WriteLineAsync($"ready again after {Stopwatch.GetElapsedTime(began).TotalMilliseconds:F0} ms");

        Assert.That(await File.ReadAllTextAsync(PidFile, cancellationToken), Is.EqualTo(database));
    }

    [Test, CancelAfter(180_000)]
    public async Task StartAsync_DirectoryOfARunningServer_IsRefusedWithItsProcessId(CancellationToken cancellationToken)
    {
        await using var first = await StartAsync(cancellationToken);

        var error = Assert.ThrowsAsync<InvalidOperationException>(() => StartAsync(cancellationToken));

        Assert.That(error!.Message, Does.Contain($"in use by the server with process id {first.Id};"));
        Assert.That(File.Exists(PidFile), "the refused one does not stop the other's database");
    }

    [TestCase("complete nonsense", "--connection-string can't be understood")]
    [TestCase("Host=127.0.0.1;Port=1;Username=x;Timeout=5", "the database can't be used: Failed to connect to 127.0.0.1:1")]
    [CancelAfter(120_000)]
    public void StartAsync_DatabaseThatIsNotThere_IsRefusedInOneLine(string database, string complaint, CancellationToken cancellationToken)
    {
        var error = Assert.ThrowsAsync<InvalidOperationException>(() =>
            ServerProcess.StartAsync(new() { ConnectionString = database }, cancellationToken)
        );

        Assert.That(error!.Message, Does.Contain("code 1 ").And.Contain($"htmit: {complaint}").And.Not.Contain("   at "));
    }

    [Test, CancelAfter(180_000)] // after a crash, or when both start with the machine
    public async Task StartAsync_DatabaseStillStarting_WaitsForIt(CancellationToken cancellationToken)
    {
        await using var cluster = await OwnCluster.StartAsync(cancellationToken);
        await cluster.CrashAsync();
        await cluster.BeginStartAsync();

        var starting = ServerProcess.StartAsync(new() { ConnectionString = cluster.ConnectionString }, cancellationToken);
        await HtmIt.Testing.Until.HoldsAsync(
            cluster.ReadLogAsync,
            log => starting.IsCompleted || log.Contains("not accepting connections", StringComparison.Ordinal),
            "the server to be turned away"
        );
        await cluster.FinishStartAsync();

        await using var server = await starting;
    }

    [Test, CancelAfter(120_000)]
    public async Task StartAsync_DatabaseWithoutFsync_IsRefusedInOneLine(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TestPostgres.ConnectionVariable)))
        {
            Assert.Ignore("That PostgreSQL is durable, or not ours to ask.");
        }
        await using var postgres = await TestPostgres.StartAsync(migrate: null, cancellationToken);
        var database = await postgres.CreateDatabaseAsync(cancellationToken, empty: true);
        var options = new ServerProcessOptions
        {
            ConnectionString = database.ConnectionString,
            Arguments = ["--HtmIt:Storage:AllowUnsafeDatabase", "false"],
        };

        var error = Assert.ThrowsAsync<InvalidOperationException>(() => ServerProcess.StartAsync(options, cancellationToken));

        Assert.That(error!.Message, Does.Contain("code 1 ").And.Contain("fsync = off").And.Not.Contain("   at "));
        Assert.That(error.Message, Does.Contain("HtmIt:Storage:AllowUnsafeDatabase"));
    }

    [Test, CancelAfter(120_000)]
    public void StartAsync_FileAsDataDirectory_IsRefusedInOneLine(CancellationToken cancellationToken)
    {
        using var directory = new TemporaryDirectory("server-file");
        var file = Path.Combine(directory.Path, "file");
        File.WriteAllText(file, "");

        var error = Assert.ThrowsAsync<InvalidOperationException>(() =>
            ServerProcess.StartAsync(new() { DataDirectory = file }, cancellationToken)
        );

        Assert.That(error!.Message, Does.Contain("code 1 ").And.Contain(file).And.Not.Contain("   at "));
    }

    private static IEnumerable<string?> OpenFiles(int process) =>
        Directory.EnumerateFileSystemEntries($"/proc/{process}/fd").Select(file => new FileInfo(file).LinkTarget);

    private string PidFile => Path.Combine(_directory.Path, "postgres", "data", "postmaster.pid");

    private Task<ServerProcess> StartAsync(CancellationToken cancellationToken) =>
        ServerProcess.StartAsync(new() { DataDirectory = _directory.Path }, cancellationToken);
}
