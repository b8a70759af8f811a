using System.Diagnostics;
using System.Globalization;
using HtmIt.PrivatePostgres;
using Npgsql;

namespace HtmIt.Testing.Postgres;

/// <summary>
/// The PostgreSQL of one test run: a throwaway cluster (fast, not durable), or the server that <c>HTMIT_TEST_POSTGRES</c> names. Made once
/// in a <c>[SetUpFixture]</c>; each fixture then takes a database of its own, cloned from a migrated template in milliseconds.
/// </summary>
public sealed class TestPostgres : IAsyncDisposable
{
    /// <summary>The environment variable with the connection string of a server to use instead of a throwaway one.</summary>
    public const string ConnectionVariable = "HTMIT_TEST_POSTGRES";

    private readonly ThrowawayCluster? _cluster;
    private readonly string _connectionString;
    private readonly string _prefix = string.Create(
        CultureInfo.InvariantCulture,
        $"htmit_test_{Environment.ProcessId}_{Stopwatch.GetTimestamp()}"
    );
    private int _databaseCount;
    private string? _template;

    private TestPostgres(ThrowawayCluster? cluster, string connectionString)
    {
        _cluster = cluster;
        _connectionString = connectionString;
    }

    /// <summary>Starts the cluster and makes the template database.</summary>
    /// <param name="migrate">Gets the template's connection string and brings its schema up to date; null leaves it empty.</param>
    public static async Task<TestPostgres> StartAsync(Func<string, Task>? migrate, CancellationToken cancellationToken)
    {
        var given = Environment.GetEnvironmentVariable(ConnectionVariable);
        var cluster = string.IsNullOrWhiteSpace(given) ? await ThrowawayCluster.StartAsync(cancellationToken) : null;
        var postgres = new TestPostgres(cluster, cluster?.ConnectionString ?? given!);
        try
        {
            await postgres.MakeTemplateAsync(migrate, cancellationToken);
            return postgres;
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes a database: a copy of the migrated template, or an empty one.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync(CancellationToken cancellationToken, bool empty = false)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{_prefix}_{Interlocked.Increment(ref _databaseCount)}");
        await ExecuteAsync(empty ? $"create database {name}" : $"create database {name} template {_template}", cancellationToken);
        return new TestDatabase(this, name, ConnectionStringOf(name, pooled: true));
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null)
        {
            await _cluster.DisposeAsync();
        }
        else if (_template is not null)
        {
            await DropAsync(_template);
        }
    }

    internal Task DropAsync(string database) => ExecuteAsync($"drop database if exists {database} with (force)", CancellationToken.None);

    private async Task MakeTemplateAsync(Func<string, Task>? migrate, CancellationToken cancellationToken)
    {
        var name = _prefix + "_template";
        await ExecuteAsync($"create database {name}", cancellationToken);
        _template = name;
        if (migrate is not null)
        {
            // Without a pool: a database with an open connection cannot be cloned.
            await migrate(ConnectionStringOf(name, pooled: false));
        }
    }

    private string ConnectionStringOf(string database, bool pooled) =>
        new NpgsqlConnectionStringBuilder(_connectionString)
        {
            Database = database,
            Pooling = pooled,
            MaxPoolSize = 20,
            IncludeErrorDetail = true,
        }.ConnectionString;

    private async Task ExecuteAsync(string statement, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_connectionString) { Pooling = false }.ConnectionString
        );
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
