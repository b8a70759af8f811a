using HtmIt.Core.Data;
using HtmIt.Core.Notifications;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Bulk;

/// <summary>What a commit came to: the batch, or none and the metrics whose head was not the database's.</summary>
internal readonly record struct CommitOutcome(CommittedBatch? Batch, IReadOnlySet<int> Stale);

/// <summary>What a commit begins with.</summary>
/// <param name="KeptSince">Rows before this time count as removed.</param>
/// <param name="Moved">The metrics whose head was the expected one.</param>
internal readonly record struct CommitStart(
    long Position,
    string TransactionId,
    NotificationBounds Bounds,
    DateTime KeptSince,
    HashSet<int> Moved
);

/// <summary>Writes a group of requests in one transaction: takes the next position, moves the heads by compare and set, writes the rows.
/// The lock on the row of <c>commit_head</c> makes commits of all nodes take turns, so that positions are in commit order.</summary>
internal sealed class CommitTransaction(NpgsqlDataSource database, PartitionKeeper partitions, TransientRetry retry, TimeProvider time)
{
    private static readonly IReadOnlySet<int> NoneStale = new HashSet<int>();

    /// <exception cref="PostgresException">Nothing was written.</exception>
    public async Task<CommitOutcome> ExecuteAsync(IReadOnlyList<WriteRequest> group, CancellationToken cancellationToken)
    {
        await partitions.EnsureAsync(group, cancellationToken);
        try
        {
            return await WriteAsync(group, cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.CheckViolation && partitions.Forget(group))
        {
            // Another server, with another retention threshold, removed the month that rows go to.
            await partitions.EnsureAsync(group, cancellationToken);
            return await WriteAsync(group, cancellationToken);
        }
    }

    private async Task<CommitOutcome> WriteAsync(IReadOnlyList<WriteRequest> group, CancellationToken cancellationToken)
    {
        var sorted = group.OrderBy(request => request.Metric.Number).ToArray();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        var (position, transactionId, bounds, keptSince, moved) = await MoveHeadsAsync(connection, sorted, cancellationToken);
        if (moved.Count != sorted.Length)
        {
            await transaction.RollbackAsync(cancellationToken);
            return new(null, sorted.Select(request => request.Metric.Number).Where(number => !moved.Contains(number)).ToHashSet());
        }
        await RowCopy.WriteAsync(connection, position, sorted.Where(request => request.IsAppend), cancellationToken);
        foreach (var request in sorted.Where(request => !request.IsAppend))
        {
            await RowUpdate.WriteAsync(connection, position, keptSince, request, cancellationToken);
        }
        var candidates = await CandidateRecord.WriteAsync(connection, sorted, bounds, time.GetUtcNow(), cancellationToken);
        await CommitAsync(transaction, transactionId, cancellationToken);
        return new(new(position, Segments(sorted)) { Bounds = bounds, CandidateCount = candidates }, NoneStale);
    }

    private static IReadOnlyList<RowSegment> Segments(WriteRequest[] group) =>
        [.. group.Where(request => request.Rows.Count > 0).Select(request => new RowSegment(request.Metric, request.Rows))];

    private static async Task<CommitStart> MoveHeadsAsync(
        NpgsqlConnection connection,
        WriteRequest[] group,
        CancellationToken cancellationToken
    )
    {
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(
            new(
                """
                update commit_head set position = position + 1 where id = 1
                returning position, pg_current_xact_id()::text, notify_likelihood, notify_surprise, kept_since
                """
            )
        );
        batch.BatchCommands.Add(HeadsCommand(group));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var position = reader.GetInt64(0);
        var transactionId = reader.GetString(1);
        var bounds = new NotificationBounds(reader.GetFieldValue<double?>(2), reader.GetFieldValue<double?>(3));
        var keptSince = reader.GetDateTime(4);
        await reader.NextResultAsync(cancellationToken);
        var moved = new HashSet<int>(group.Length);
        while (await reader.ReadAsync(cancellationToken))
        {
            moved.Add(reader.GetInt32(0));
        }
        return new(position, transactionId, bounds, keptSince, moved);
    }

    private static NpgsqlBatchCommand HeadsCommand(WriteRequest[] group)
    {
        var command = new NpgsqlBatchCommand(
            """
            update metric_head h
            set last_row_id = n.last_row_id, last_sample_time = coalesce(to_timestamp(n.last_time), h.last_sample_time),
            next_collect_time = coalesce(n.next_collect_time, h.next_collect_time)
            from unnest($1, $2, $3, $4, $5, $6, $7)
            as n(metric_number, expected, generation, last_row_id, last_time, status, next_collect_time)
            where h.metric_number = n.metric_number and h.last_row_id = n.expected and h.generation = n.generation
            and h.status = n.status
            returning h.metric_number
            """
        );
        Add(group.Select(request => request.Metric.Number), NpgsqlDbType.Integer);
        Add(group.Select(request => request.Head.LastRowId), NpgsqlDbType.Bigint);
        Add(group.Select(request => request.Head.Generation), NpgsqlDbType.Integer);
        Add(group.Select(request => request.LastRowId), NpgsqlDbType.Bigint);
        Add(
            group.Select(request => request.IsAppend && request.Rows.Count > 0 ? (double?)request.Rows[^1].Time : null),
            NpgsqlDbType.Double
        );
        Add(group.Select(request => (short)request.Head.Status), NpgsqlDbType.Smallint);
        Add(group.Select(request => request.NextCollectTime), NpgsqlDbType.TimestampTz);
        return command;

        void Add<T>(IEnumerable<T> values, NpgsqlDbType type) =>
            command.Parameters.Add(new() { Value = values.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
    }

    /// <summary>When the connection breaks while committing, the outcome is asked for: it may have been committed.</summary>
    private async Task CommitAsync(NpgsqlTransaction transaction, string transactionId, CancellationToken cancellationToken)
    {
        try
        {
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception fault) when (DatabaseFaults.Passes(fault))
        {
            if (!await WasCommittedAsync(transactionId, cancellationToken))
            {
                throw;
            }
        }
    }

    private Task<bool> WasCommittedAsync(string transactionId, CancellationToken cancellationToken) =>
        retry.ExecuteAsync(
            async cancel =>
            {
                await using var command = database.CreateCommand("select pg_xact_status($1::text::xid8)");
                command.Parameters.Add(new() { Value = transactionId, NpgsqlDbType = NpgsqlDbType.Text });
                var status = await command.ExecuteScalarAsync(cancel) as string;
                return status == "in progress"
                    ? throw new NpgsqlException("The commit's outcome is not known yet.", new TimeoutException())
                    : status == "committed";
            },
            cancellationToken
        );
}
