using System.Diagnostics;
using HtmIt.PrivatePostgres;
using Npgsql;

namespace HtmIt.Faults.Clusters;

/// <summary>
/// A durable PostgreSQL on a slow disk, to be stopped, killed and frozen at will. A small shell script waits at the other end of a pipe:
/// when that closes, however this program ended, it kills the cluster and removes its files.
/// </summary>
internal sealed class FaultyCluster : IAsyncDisposable
{
    /// <summary>The service's database.</summary>
    public const string Service = "htmit";

    /// <summary>The database of somebody else who uses the same cluster.</summary>
    public const string Neighbour = "neighbour";

    private const string Guardian = """
        trap '' INT TERM HUP
        home=$1
        cat >/dev/null
        found=yes
        while [ "$found" ]; do
            found=
            for cwd in /proc/[0-9]*/cwd; do
                if [ "$(readlink "$cwd" 2>/dev/null)" = "$home/data" ]; then
                    found=yes id=${cwd#/proc/}
                    kill -9 "${id%/cwd}"
                fi
            done
        done
        rm -rf "$home"
        """;

    // Every commit waits for 10 ms before its record is flushed, as on a slow disk: that is when a crash finds most of them.
    private static readonly string[] Settings =
    [
        "listen_addresses=",
        "fsync=on",
        "synchronous_commit=on",
        "full_page_writes=on",
        "commit_delay=10000",
        "commit_siblings=0",
        "max_connections=200",
        "shared_buffers=64MB",
        "jit=off",
        "timezone=UTC",
    ];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Process _guardian;
    private readonly PostgresAccount _account;
    private readonly PostgresPrograms _programs;
    private readonly string _home;
    private readonly ClusterProcesses _processes;
    private Process? _postmaster;

    private FaultyCluster(Process guardian, PostgresAccount account, PostgresPrograms programs, string home)
    {
        (_guardian, _account, _programs, _home) = (guardian, account, programs, home);
        _processes = new(DataDirectory);
    }

    public string LogFile => Path.Combine(_home, "postgres.log");

    private string DataDirectory => Path.Combine(_home, "data");

    /// <summary>Makes a cluster with an empty database for the service and one for a neighbour, and starts it.</summary>
    public static async Task<FaultyCluster> CreateAsync(CancellationToken cancellationToken)
    {
        // Short on purpose: a socket's path may have 107 bytes.
        var home = Directory.CreateTempSubdirectory("htmit-lab-").FullName;
        var guardian = Process.Start(HostCommand.StartInfo(["setsid", "sh", "-c", Guardian, "guardian", home], "/"))!;
        FaultyCluster? cluster = null;
        try
        {
            var account = await PostgresAccount.ForAsync(home, cancellationToken);
            var search = PostgresSearch.OfThisMachine(new EmbeddedPostgresOptions().BinDirectory);
            var programs = await PostgresPrograms.FindAsync(search, account, majorVersion: null, cancellationToken);
            await account.TakeOverAsync(home, cancellationToken);
            cluster = new(guardian, account, programs, home);
            await cluster.InitializeAsync(cancellationToken);
            return cluster;
        }
        catch
        {
            await (cluster?.DisposeAsync() ?? EndAsync(guardian));
            throw;
        }
    }

    public string ConnectionString(string database) =>
        $"Host={_home};Port=5432;Username=htmit;Database={database};SSL Mode=Disable;GSS Encryption Mode=Disable;Timeout=2";

    /// <summary>A connection of the laboratory's own.</summary>
    public async Task<NpgsqlConnection> ConnectAsync(string database, CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection($"{ConnectionString(database)};Pooling=false");
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it and waits until it takes connections. After a kill the first attempts may find the traces of the killed one.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            if (_postmaster is not { HasExited: false })
            {
                _postmaster?.Dispose();
                _postmaster = StartPostmaster();
            }
            try
            {
                await using var connection = await ConnectAsync("postgres", patience.Token);
                return;
            }
            catch (Exception fault) when (fault is NpgsqlException or TimeoutException)
            {
                await Pause.ForAsync(10, patience.Token);
            }
        }
    }

    /// <summary>An immediate stop: nothing is written any more, as if the machine had lost its power.</summary>
    public async Task StopImmediatelyAsync(CancellationToken cancellationToken)
    {
        ClusterProcesses.Signal(_postmaster!.Id, ClusterProcesses.Quit);
        await WaitForEndAsync(cancellationToken);
    }

    /// <summary>Kills the first process, then all others, as the kernel does when memory is short.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        ClusterProcesses.Signal(_postmaster!.Id, ClusterProcesses.Kill);
        _processes.Signal(ClusterProcesses.Kill);
        await WaitForEndAsync(cancellationToken);
    }

    /// <summary>Stops the clock of every process: connections stay open and nobody answers.</summary>
    public void Freeze()
    {
        // The first process first, so that it makes no others meanwhile.
        ClusterProcesses.Signal(_postmaster!.Id, ClusterProcesses.Stop);
        _processes.Signal(ClusterProcesses.Stop);
    }

    public void Thaw() => _processes.Signal(ClusterProcesses.Continue);

    public async ValueTask DisposeAsync()
    {
        await EndAsync(_guardian);
        _postmaster?.Dispose();
    }

    private static async ValueTask EndAsync(Process guardian)
    {
        guardian.StandardInput.Close();
        await guardian.WaitForExitAsync();
        guardian.Dispose();
    }

    private async Task InitializeAsync(CancellationToken cancellationToken)
    {
        string[] options = ["-A", "trust", "-U", "htmit", "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions"];
        var result = await HostCommand.RunAsync(
            [.. _account.Prefix, _programs.InitDb, "-D", DataDirectory, .. options],
            cancellationToken,
            _home
        );
        if (!result.Succeeded)
        {
            throw new EmbeddedPostgresException($"The cluster of the laboratory could not be made: {result.Tail}");
        }
        await StartAsync(cancellationToken);
        await ExecuteAsync("postgres", $"create database {Service}", cancellationToken);
        await ExecuteAsync("postgres", $"create database {Neighbour}", cancellationToken);
        await ExecuteAsync(Neighbour, "create table visit (id bigint generated always as identity primary key)", cancellationToken);
    }

    private async Task ExecuteAsync(string database, string statement, CancellationToken cancellationToken)
    {
        await using var connection = await ConnectAsync(database, cancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A direct child, so that a killed one is gone at once, and in a session of its own, out of reach of Ctrl-C.</summary>
    private Process StartPostmaster()
    {
        string[] command =
        [
            "setsid",
            "sh",
            "-c",
            "exec \"$@\" >>\"$0\" 2>&1",
            LogFile,
            .. _account.Prefix,
            _programs.Postgres,
            "-D",
            DataDirectory,
            "-k",
            _home,
            .. Settings.SelectMany(setting => new[] { "-c", setting }),
        ];
        return Process.Start(HostCommand.StartInfo(command, "/")) ?? throw new EmbeddedPostgresException("setsid did not start.");
    }

    private async Task WaitForEndAsync(CancellationToken cancellationToken)
    {
        await _postmaster!.WaitForExitAsync(cancellationToken).WaitAsync(Patience, TimeProvider.System, cancellationToken);
        while (_processes.Find().Count > 0)
        {
            await Pause.ForAsync(5, cancellationToken);
        }
    }
}
