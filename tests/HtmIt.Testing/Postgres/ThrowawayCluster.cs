using System.Diagnostics;
using HtmIt.PrivatePostgres;

namespace HtmIt.Testing.Postgres;

/// <summary>
/// A cluster that lives as long as this process. A small shell script owns it and waits at the other end of a pipe: when the pipe closes,
/// because of <see cref="DisposeAsync"/>, a crash or a kill of the test run, the script stops the cluster and removes its files.
/// </summary>
internal sealed class ThrowawayCluster : IAsyncDisposable
{
    /// <summary>Of the server program, beside the folder of its socket.</summary>
    internal const string ServerOptions =
        "-c listen_addresses= -F -c synchronous_commit=off -c full_page_writes=off -c max_connections=200 -c shared_buffers=128MB "
        + "-c max_wal_size=2GB -c jit=off -c timezone=UTC";

    private const string Guardian = """
        trap '' INT TERM HUP
        home=$1; bin=$2; SERVER_OPTIONS=$3; shift 3
        cd "$home"
        if "$@" "$bin/initdb" -D "$home/data" -A trust -U htmit --no-sync -E UTF8 --locale=C.UTF-8 --no-instructions >"$home/initdb.log" 2>&1 &&
           "$@" "$bin/pg_ctl" start -D "$home/data" -w -s -t 60 -l "$home/postgres.log" -o "-k '$home' $SERVER_OPTIONS" >/dev/null 2>&1
        then echo ready; else cat "$home/initdb.log" "$home/postgres.log" 2>/dev/null | tail -n 5 | tr "\n" " "; echo; fi
        cat >/dev/null
        "$@" "$bin/pg_ctl" stop -D "$home/data" -w -s -m immediate >/dev/null 2>&1
        umount -l "$home/disk" 2>/dev/null
        rm -rf "$home"
        """;

    private readonly Process _guardian;

    private ThrowawayCluster(Process guardian, string home, string binDirectory, PostgresAccount account)
    {
        _guardian = guardian;
        (Home, BinDirectory, Account) = (home, binDirectory, account);
        ConnectionString = $"Host={home};Port=5432;Username=htmit;Database=postgres;SSL Mode=Disable;GSS Encryption Mode=Disable";
    }

    public string ConnectionString { get; }

    /// <summary>Holds <c>data</c>, the socket and the logs.</summary>
    public string Home { get; }

    public string BinDirectory { get; }

    public PostgresAccount Account { get; }

    public static async Task<ThrowawayCluster> StartAsync(CancellationToken cancellationToken)
    {
        // Short on purpose: a socket's path may have 107 bytes.
        var home = Directory.CreateTempSubdirectory("htmit-pg-").FullName;
        var account = await PostgresAccount.ForAsync(home, cancellationToken);
        var search = PostgresSearch.OfThisMachine(new EmbeddedPostgresOptions().BinDirectory);
        var programs = await PostgresPrograms.FindAsync(search, account, majorVersion: null, cancellationToken);
        await account.TakeOverAsync(home, cancellationToken);

        // A session of its own, so that Ctrl-C in the terminal reaches the tests alone, which then close the pipe.
        string[] command = ["setsid", "sh", "-c", Guardian, "guardian", home, programs.BinDirectory, ServerOptions, .. account.Prefix];
        var guardian = Process.Start(HostCommand.StartInfo(command, "/")) ?? throw new EmbeddedPostgresException("setsid did not start.");
        var cluster = new ThrowawayCluster(guardian, home, programs.BinDirectory, account);
        var answer = await guardian.StandardOutput.ReadLineAsync(cancellationToken);
        if (answer != "ready")
        {
            await cluster.DisposeAsync();
            throw new EmbeddedPostgresException($"The PostgreSQL of the tests did not start: {answer}");
        }

        return cluster;
    }

    public async ValueTask DisposeAsync()
    {
        _guardian.StandardInput.Close();
        await _guardian.WaitForExitAsync();
        _guardian.Dispose();
    }
}
