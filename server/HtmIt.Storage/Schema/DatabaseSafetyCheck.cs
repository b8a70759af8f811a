using HtmIt.Storage.Sql;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace HtmIt.Storage.Schema;

/// <summary>Keeps the server from starting on a database whose commits are not durable: its acknowledgements would not be true.</summary>
public sealed partial class DatabaseSafetyCheck(
    NpgsqlDataSource database,
    IOptions<StorageOptions> options,
    ILogger<DatabaseSafetyCheck> logger
)
{
    private const string Setting = $"{StorageOptions.Section}:{nameof(StorageOptions.AllowUnsafeDatabase)}";

    /// <summary>Before anything else starts, and not as a part of the host, which would log a stack trace.</summary>
    /// <exception cref="UnsafeDatabaseException">It may lose what it has committed.</exception>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        if (options.Value.AllowUnsafeDatabase)
        {
            return;
        }
        var (fsync, fullPages) = await ReadAsync(cancellationToken);
        if (!fsync)
        {
            throw new UnsafeDatabaseException(
                $"the database has fsync = off: a power failure loses samples that were acknowledged. Set it to on, or {Setting} to true"
            );
        }
        if (!fullPages)
        {
            Log.NoFullPageWrites(logger);
        }
    }

    private async Task<(bool Fsync, bool FullPages)> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "select current_setting('fsync') = 'on', current_setting('full_page_writes') = 'on'"
        );
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetBoolean(0), reader.GetBoolean(1));
    }

    private static partial class Log
    {
        [LoggerMessage(
            2103,
            LogLevel.Warning,
            "The database has full_page_writes = off: a power failure can damage it, unless its file system never writes half a page"
        )]
        public static partial void NoFullPageWrites(ILogger logger);
    }
}
