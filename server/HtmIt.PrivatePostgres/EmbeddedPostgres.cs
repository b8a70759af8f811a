using Microsoft.Extensions.Logging;
using Npgsql;

namespace HtmIt.PrivatePostgres;

/// <summary>
/// The PostgreSQL that a server without a connection string makes, owns and stops. It lives in the data directory, is reached through a
/// socket only, and outlives a killed server: the next one on the same directory adopts it.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private const string DatabaseName = "htmit";
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);

    private readonly DataDirectoryLock _lock;
    private readonly Cluster _cluster;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watch;
    private bool _disposed;

    private EmbeddedPostgres(
        DataDirectoryLock held,
        Cluster cluster,
        ILogger logger,
        TimeProvider timeProvider,
        string connectionString,
        bool adopted
    )
    {
        _lock = held;
        _cluster = cluster;
        _logger = logger;
        ConnectionString = connectionString;
        Adopted = adopted;
        _watch = WatchAsync(timeProvider, _stop.Token);
    }

    /// <summary>Reaches the database <c>htmit</c>.</summary>
    public string ConnectionString { get; }

    /// <summary>Whether the cluster was still running when this server came, left behind by one that was killed.</summary>
    public bool Adopted { get; }

    /// <summary>The first process of the cluster.</summary>
    public int ProcessId => _cluster.ProcessId;

    /// <summary>Takes the data directory, then starts (making it on first use) or adopts the cluster in it.</summary>
    /// <exception cref="EmbeddedPostgresException">The directory is in use, or PostgreSQL is missing or does not start.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresOptions options,
        ILogger logger,
        TimeProvider timeProvider,
        CancellationToken cancellationToken
    )
    {
        var dataDirectory = Path.GetFullPath(options.DataDirectory);
        await DataDirectory.OpenAsync(dataDirectory, cancellationToken);
        var held = DataDirectoryLock.Take(dataDirectory);
        try
        {
            var began = timeProvider.GetTimestamp();
            var cluster = await Cluster.OpenAsync(dataDirectory, options, timeProvider, cancellationToken);
            var adopted = await cluster.StartOrAdoptAsync(cancellationToken);
            var connectionString = await OpenDatabaseAsync(cluster, options, cancellationToken);
            Log.Started(logger, cluster.Home.Directory, cluster.ProcessId, adopted, timeProvider.GetElapsedTime(began).TotalMilliseconds);
            return new EmbeddedPostgres(held, cluster, logger, timeProvider, connectionString, adopted);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Stops the cluster that a killed server left running; nothing happens when there is none.</summary>
    /// <exception cref="EmbeddedPostgresException">The directory is in use by a server that runs.</exception>
    public static async Task StopLeftAsync(EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        var dataDirectory = Path.GetFullPath(options.DataDirectory);
        using var held = DataDirectoryLock.Take(dataDirectory);
        var cluster = await Cluster.OpenAsync(dataDirectory, options, TimeProvider.System, cancellationToken);
        await cluster.StopAsync(cancellationToken);
    }

    /// <summary>Stops the cluster (open transactions are rolled back) and gives the data directory free.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        await _stop.CancelAsync();
        await _watch;
        _stop.Dispose();
        try
        {
            await _cluster.StopAsync(CancellationToken.None);
            Log.Stopped(_logger, _cluster.Home.Directory);
        }
        finally
        {
            _lock.Dispose();
        }
    }

    /// <summary>Starts the cluster again when somebody (or the kernel, short of memory) killed it under the running server.</summary>
    private async Task WatchAsync(TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(WatchInterval, timeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await RestartWhenGoneAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
    }

    private async Task RestartWhenGoneAsync(CancellationToken cancellationToken)
    {
        if (_cluster.IsRunning)
        {
            return;
        }

        try
        {
            await _cluster.StartOrAdoptAsync(cancellationToken);
            Log.Restarted(_logger, _cluster.Home.Directory, _cluster.ProcessId);
        }
        catch (EmbeddedPostgresException error)
        {
            // The next tick tries again: what is in the way may go away, such as a full disk.
            Log.RestartFailed(_logger, error, _cluster.Home.Directory);
        }
    }

    private static async Task<string> OpenDatabaseAsync(
        Cluster cluster,
        EmbeddedPostgresOptions options,
        CancellationToken cancellationToken
    )
    {
        await using var connection = new NpgsqlConnection(cluster.ConnectionString("postgres", pooled: false, options.MaximumPoolSize));
        await connection.OpenAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection)
        {
            Parameters = { new() { Value = DatabaseName } },
        };
        if (await exists.ExecuteScalarAsync(cancellationToken) is null)
        {
            await using var create = new NpgsqlCommand($"create database {DatabaseName}", connection);
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        return cluster.ConnectionString(DatabaseName, pooled: true, options.MaximumPoolSize);
    }
}
