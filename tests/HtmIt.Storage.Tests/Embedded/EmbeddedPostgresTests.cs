using System.Diagnostics;
using System.Text;
using HtmIt.PrivatePostgres;
using HtmIt.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NUnit.Framework;

namespace HtmIt.Storage.Tests.Embedded;

/// <summary>The private cluster, with real processes: made, adopted, recovered, refused, stopped.</summary>
[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EmbeddedPostgresTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new("embedded");

    public void Dispose() => _directory.Dispose();

    [Test, CancelAfter(60_000)] // CKPT-005: model state is in it
    public async Task StartAsync_FirstUse_MakesADurableClusterBehindASocketOnly(CancellationToken cancellationToken)
    {
        await using var postgres = await StartAsync(_directory.Path, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(postgres.Adopted, Is.False);
            Assert.That(await AskAsync(postgres, "select current_database()", cancellationToken), Is.EqualTo("htmit"));
            Assert.That(await AskAsync(postgres, "show fsync", cancellationToken), Is.EqualTo("on"));
            Assert.That(await AskAsync(postgres, "show synchronous_commit", cancellationToken), Is.EqualTo("on"));
            Assert.That(await AskAsync(postgres, "show listen_addresses", cancellationToken), Is.EqualTo(""));
            Assert.That(await AskAsync(postgres, "show server_encoding", cancellationToken), Is.EqualTo("UTF8"));
            Assert.That(await AskAsync(postgres, "show max_connections", cancellationToken), Is.EqualTo("60"));
            Assert.That(new NpgsqlConnectionStringBuilder(postgres.ConnectionString).MaxPoolSize, Is.EqualTo(20));
        }
    }

    [Test, CancelAfter(60_000)]
    public async Task StartAsync_SecondUse_KeepsTheDataAndIsQuick(CancellationToken cancellationToken)
    {
        await using (var first = await StartAsync(_directory.Path, cancellationToken))
        {
            await AskAsync(first, "create table kept as select 42 as answer; select 1", cancellationToken);
        }

        var began = Stopwatch.GetTimestamp();
        await using var second = await StartAsync(_directory.Path, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(began);
        await TestContext.Out.WriteLineAsync($"second start: {elapsed.TotalMilliseconds:F0} ms");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(await AskAsync(second, "select answer from kept", cancellationToken), Is.EqualTo(42));
            Assert.That(elapsed, Is.LessThan(TimeSpan.FromSeconds(10)), "the whole service starts in less the second time");
        }
    }

    [Test, CancelAfter(60_000)]
    public async Task StartAsync_ClusterLeftByAKilledServer_AdoptsItAndStopsItInTheEnd(CancellationToken cancellationToken)
    {
        var left = await LeaveRunningAsync(cancellationToken);

        await using (var postgres = await StartAsync(_directory.Path, cancellationToken))
        {
            Assert.That(postgres.Adopted, Is.True);
            Assert.That(postgres.ProcessId, Is.EqualTo(left.ProcessId));
            Assert.That(await AskAsync(postgres, "select current_database()", cancellationToken), Is.EqualTo("htmit"));
        }

        Assert.That(File.Exists(left.Home.PidFile), Is.False, "the adopting server owns the cluster and stops it");
    }

    [Test, CancelAfter(60_000)]
    public async Task StartAsync_PostgresWasKilled_RecoversWithTheData(CancellationToken cancellationToken)
    {
        var left = await LeaveRunningAsync(cancellationToken);
        using (var process = Process.GetProcessById(left.ProcessId))
        {
            process.Kill();
        }

        await using var postgres = await StartAsync(_directory.Path, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(postgres.Adopted, Is.False);
            Assert.That(postgres.ProcessId, Is.Not.EqualTo(left.ProcessId));
            Assert.That(await AskAsync(postgres, "select current_database()", cancellationToken), Is.EqualTo("htmit"));
        }
    }

    [TestCase("short"), CancelAfter(60_000)]
    [TestCase("longer-than-a-socket-may-have/ddddddddddddddddddddddddddddddddddddd/eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee")]
    public async Task Watch_PostgresKilledUnderTheServer_StartsItAgainAtTheSameAddress(string folder, CancellationToken cancellationToken)
    {
        var logger = new SignallingLogger();
        var options = new EmbeddedPostgresOptions { DataDirectory = Path.Combine(_directory.Path, folder) };
        await using var postgres = await EmbeddedPostgres.StartAsync(options, logger, TimeProvider.System, cancellationToken);
        var killed = postgres.ProcessId;
        using (var process = Process.GetProcessById(killed))
        {
            process.Kill();
        }

        await logger.WhenLoggedAsync(8003).WaitAsync(cancellationToken);

        Assert.That(postgres.ProcessId, Is.Not.EqualTo(killed));
        Assert.That(await AskAsync(postgres, "select current_database()", cancellationToken), Is.EqualTo("htmit"));
    }

    [Test, CancelAfter(60_000)]
    public async Task StartAsync_PidFileNamesAForeignProcess_StartsAllTheSame(CancellationToken cancellationToken)
    {
        await (await StartAsync(_directory.Path, cancellationToken)).DisposeAsync();
        var home = await ClusterHome.OpenAsync(_directory.Path, cancellationToken);
        await File.WriteAllTextAsync(
            home.PidFile,
            $"{Environment.ProcessId}\n{home.Data}\n1700000000\n5432\n{home.Directory}/run\n\n",
            cancellationToken
        );

        await using var postgres = await StartAsync(_directory.Path, cancellationToken);

        Assert.That(postgres.Adopted, Is.False);
        Assert.That(await AskAsync(postgres, "select 1", cancellationToken), Is.EqualTo(1));
    }

    [Test, CancelAfter(60_000)]
    public async Task StartAsync_DirectoryInUse_IsRefusedWithTheHoldersProcessId(CancellationToken cancellationToken)
    {
        await using var first = await StartAsync(_directory.Path, cancellationToken);

        var error = Assert.ThrowsAsync<EmbeddedPostgresException>(() => StartAsync(_directory.Path, cancellationToken));

        Assert.That(error!.Message, Does.Contain(_directory.Path).And.Contain($"process id {Environment.ProcessId};"));
        Assert.That(await AskAsync(first, "select 1", cancellationToken), Is.EqualTo(1), "the first one is not disturbed");
    }

    [Test, CancelAfter(60_000)]
    [TestCase("with space and 'quote'", TestName = "StartAsync_SpaceAndQuoteInThePath_Works")]
    [TestCase("$HOME `x` \"y\", z: 1", TestName = "StartAsync_ShellCharactersInThePath_Works")]
    [TestCase("größe", TestName = "StartAsync_NonAsciiPath_Works")]
    public async Task StartAsync_OddPath_Works(string name, CancellationToken cancellationToken)
    {
        await using var postgres = await StartAsync(Path.Combine(_directory.Path, name), cancellationToken);

        Assert.That(await AskAsync(postgres, "select 1", cancellationToken), Is.EqualTo(1));
    }

    [Test, CancelAfter(60_000)]
    public async Task StartAsync_PathLongerThanASocketMayHave_UsesAShortSocketDirectoryAndRemovesIt(CancellationToken cancellationToken)
    {
        var longPath = Path.Combine(_directory.Path, new string('d', 60), new string('e', 60));
        string socketDirectory;
        await using (var postgres = await StartAsync(longPath, cancellationToken))
        {
            socketDirectory = new NpgsqlConnectionStringBuilder(postgres.ConnectionString).Host!;
            Assert.That(await AskAsync(postgres, "select 1", cancellationToken), Is.EqualTo(1));
            Assert.That(Encoding.UTF8.GetByteCount(socketDirectory), Is.LessThan(80));
        }

        Assert.That(Directory.Exists(socketDirectory), Is.False);
    }

    [Test, CancelAfter(60_000)]
    public async Task StartAsync_DirectoryClosedToTheAccount_KeepsTheClusterElsewhereAndFindsItAgain(CancellationToken cancellationToken)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Assert.Ignore("only root runs PostgreSQL under another account");
        }

        var closed = Directory.CreateTempSubdirectory("htmit-closed-");
        var dataDirectory = Path.Combine(closed.FullName, "data");
        await using (var first = await StartAsync(dataDirectory, cancellationToken))
        {
            await AskAsync(first, "create table kept as select 42 as answer; select 1", cancellationToken);
        }

        var home = await ClusterHome.OpenAsync(dataDirectory, cancellationToken);
        await using (var second = await StartAsync(dataDirectory, cancellationToken))
        {
            Assert.That(home.Directory, Does.StartWith(ClusterHome.SharedRoot));
            Assert.That(await AskAsync(second, "select answer from kept", cancellationToken), Is.EqualTo(42));
        }

        Directory.Delete(home.Directory, recursive: true);
        closed.Delete(recursive: true);
    }

    [Test, CancelAfter(60_000)]
    public async Task StartAsync_HalfMadeCluster_IsMadeAnew(CancellationToken cancellationToken)
    {
        var home = await ClusterHome.OpenAsync(_directory.Path, cancellationToken);
        Directory.CreateDirectory(Path.Combine(home.Directory, "data.new", "base"));

        await using var postgres = await StartAsync(_directory.Path, cancellationToken);

        Assert.That(await AskAsync(postgres, "select 1", cancellationToken), Is.EqualTo(1));
    }

    private static Task<EmbeddedPostgres> StartAsync(string directory, CancellationToken cancellationToken) =>
        EmbeddedPostgres.StartAsync(new() { DataDirectory = directory }, NullLogger.Instance, TimeProvider.System, cancellationToken);

    /// <summary>A running cluster without its server: what a SIGKILL of the server leaves.</summary>
    private async Task<Cluster> LeaveRunningAsync(CancellationToken cancellationToken)
    {
        await (await StartAsync(_directory.Path, cancellationToken)).DisposeAsync();
        var options = new EmbeddedPostgresOptions { DataDirectory = _directory.Path };
        var cluster = await Cluster.OpenAsync(_directory.Path, options, TimeProvider.System, cancellationToken);
        await cluster.StartOrAdoptAsync(cancellationToken);
        return cluster;
    }

    private static async Task<object?> AskAsync(EmbeddedPostgres postgres, string statement, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var command = source.CreateCommand(statement);
        return await command.ExecuteScalarAsync(cancellationToken);
    }
}
