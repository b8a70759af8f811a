using HtmIt.Storage.Schema;
using HtmIt.Testing.Postgres;
using Npgsql;

namespace HtmIt.Server.Tests.Storage;

/// <summary>A migrated database on a cluster of its own, and the ways to break it. The server comes as a role without special rights, so that
/// the limits of PostgreSQL hold for it.</summary>
internal sealed class FaultyDatabase : IAsyncDisposable
{
    private const string Name = "fault";
    private const string Role = "app";
    private const string Backends = $"from pg_stat_activity where usename = '{Role}'";

    private readonly OwnCluster _cluster;
    private NpgsqlConnection? _holder;

    private FaultyDatabase(OwnCluster cluster) => _cluster = cluster;

    /// <summary>For the server.</summary>
    public string ConnectionString => _cluster.ConnectionStringOf(Name, Role);

    public static async Task<FaultyDatabase> StartAsync()
    {
        var cluster = await OwnCluster.StartAsync(CancellationToken.None);
        var database = new FaultyDatabase(cluster);
        await database.CommandAsync($"create role {Role} login");
        await database.CommandAsync($"create database {Name} owner {Role}");
        // The cluster is a fast one that forgets; this database is asked what it acknowledged before a crash.
        await database.CommandAsync($"alter database {Name} set synchronous_commit = on");
        await Migrator.MigrateAsync(database.ConnectionString, CancellationToken.None);
        return database;
    }

    /// <summary>As superuser, outside of the server's database.</summary>
    public Task CommandAsync(string sql) => Tables.ExecuteAsync(_cluster.ConnectionString, sql);

    /// <summary>As superuser, in the server's database.</summary>
    public Task ExecuteAsync(string sql) => Tables.ExecuteAsync(_cluster.ConnectionStringOf(Name), sql);

    public Task<IReadOnlyList<StoredRow>> RowsAsync(string metric) => Tables.RowsAsync(_cluster.ConnectionStringOf(Name), metric);

    /// <summary>Settings of the role hold for new connections; so the old ones end.</summary>
    public async Task AlterRoleAsync(string change)
    {
        await CommandAsync($"alter role {Role} {change}");
        await TerminateAsync();
    }

    public Task TerminateAsync() => CommandAsync($"select pg_terminate_backend(pid) {Backends}");

    /// <summary>Sessions that are open hear of it at some time, so they are ended.</summary>
    public async Task SetReadOnlyAsync(bool isOn)
    {
        await CommandAsync($"alter database {Name} set default_transaction_read_only = {(isOn ? "on" : "off")}");
        await CommandAsync($"select pg_terminate_backend(pid, 10000) {Backends}");
    }

    public async Task RenameAsync(string from, string to)
    {
        await CommandAsync($"alter database {from} allow_connections false");
        await CommandAsync($"select pg_terminate_backend(pid, 10000) from pg_stat_activity where datname = '{from}'");
        await CommandAsync($"alter database {from} rename to {to}");
        await CommandAsync($"alter database {to} allow_connections true");
    }

    /// <summary>Takes a lock and keeps it until <see cref="ReleaseAsync"/>.</summary>
    public async Task HoldAsync(string sql)
    {
        _holder = new(new NpgsqlConnectionStringBuilder(_cluster.ConnectionStringOf(Name)) { Pooling = false }.ConnectionString);
        await _holder.OpenAsync();
        await using var command = new NpgsqlCommand($"begin; {sql}", _holder);
        await command.ExecuteNonQueryAsync();
    }

    public async Task ReleaseAsync()
    {
        if (_holder is { } holder)
        {
            await holder.DisposeAsync();
            _holder = null;
        }
    }

    /// <summary>Every change of a metric's head raises this SQLSTATE.</summary>
    public async Task RaiseAsync(string state)
    {
        await ExecuteAsync(
            $"""
            create or replace function fault() returns trigger language plpgsql as
            $$ begin raise exception 'raised by a test' using errcode = '{state}'; end $$
            """
        );
        await ExecuteAsync("create trigger fault before update on metric_head execute function fault()");
    }

    public Task StopRaisingAsync() => ExecuteAsync("drop trigger fault on metric_head");

    public Task FreezeAsync() => _cluster.FreezeAsync();

    public Task ThawAsync() => _cluster.ThawAsync();

    public Task CrashAsync() => _cluster.CrashAsync();

    public Task RestartAsync() => _cluster.RestartAsync();

    /// <summary>The whole PostgreSQL takes no more connections, but those that it keeps for superusers.</summary>
    public async Task FillConnectionsAsync()
    {
        await CrashAsync();
        await _cluster.RestartAsync("-c max_connections=5 -c superuser_reserved_connections=4");
        // A superuser takes the one that is left. The server may have been faster.
        await HoldAsync("select");
        await TerminateAsync();
    }

    public async Task FreeConnectionsAsync()
    {
        await ReleaseAsync();
        await CrashAsync();
        await RestartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await ReleaseAsync();
        await _cluster.DisposeAsync();
    }
}
