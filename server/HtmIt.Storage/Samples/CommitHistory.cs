using HtmIt.Core.Log;
using HtmIt.Storage.Sql;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HtmIt.Storage.Samples;

/// <summary>Column <c>commit_head.history_id</c>. The lock on its row makes those who notice at the same time take turns.</summary>
internal sealed partial class CommitHistory(
    NpgsqlDataSource database,
    TransientRetry retry,
    CommitMemory memory,
    ILogger<CommitHistory> logger
) : ICommitHistory
{
    public Task<LogRange> LeaveAsync(CommitMark missing, CancellationToken cancellationToken) =>
        LeaveAsync(
            missing.Position,
            (range, token) => !missing.IsOf(range.History, range.Newest.Position, token),
            missing.History,
            cancellationToken
        );

    public Task<LogRange> LeaveAsync(Guid history, CancellationToken cancellationToken) =>
        LeaveAsync(0, (_, _) => true, history, cancellationToken);

    private async Task<LogRange> LeaveAsync(
        long position,
        Func<LogRange, long?, bool> isMissing,
        Guid history,
        CancellationToken cancellationToken
    )
    {
        var (range, begun) = await retry.ExecuteAsync(
            async cancel =>
            {
                await using var connection = await database.OpenConnectionAsync(cancel);
                await using var transaction = await connection.BeginTransactionAsync(cancel);
                await DurableCommit.DemandAsync(connection, cancel);
                await ExecuteAsync(connection, "select from commit_head where id = 1 for update", cancel);
                // A statement of its own: it sees what others committed while this one waited for the lock.
                var (now, token) = await ReadAsync(connection, position, cancel);
                if (now.History != history || !isMissing(now, token))
                {
                    return (now, false);
                }
                await ExecuteAsync(connection, "update commit_head set history_id = gen_random_uuid() where id = 1", cancel);
                (now, _) = await ReadAsync(connection, position, cancel);
                await transaction.CommitAsync(cancel);
                return (now, true);
            },
            cancellationToken
        );
        memory.Saw(range.Newest);
        if (begun)
        {
            Log.Begun(logger, history, range.History, range.Newest.Position);
        }
        return range;
    }

    private static async Task<(LogRange Range, long? Token)> ReadAsync(
        NpgsqlConnection connection,
        long position,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(CommitQueries.RangeAndToken, connection);
        command.Parameters.Add(new() { Value = position });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return CommitQueries.ReadRangeAndToken(reader);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(
            2101,
            LogLevel.Warning,
            "The database has gone back to an earlier state: commits of its history {Old} that were seen are gone. From position {Position} on "
                + "its history is {New}; watches that stand in the old one end"
        )]
        public static partial void Begun(ILogger logger, Guid old, Guid @new, long position);
    }
}
