using System.Security.Cryptography;
using HtmIt.Core.Log;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Samples;

/// <summary>The first statements of a commit of rows: they take the next position, note it with a random token, and move the heads of the
/// metrics by compare and set.</summary>
internal static class CommitHeads
{
    /// <summary>One statement: a position is never taken without being noted.</summary>
    private const string TakePosition = """
        with head as (
            update commit_head set position = position + 1 where id = 1
            returning position, history_id, notify_likelihood, notify_severity, kept_since),
        noted as (insert into commit_log (position, token, commit_time) select position, $1, now() from head)
        select history_id, position, notify_likelihood, notify_severity, kept_since from head
        """;

    private const string MoveHeads = """
        update metric_head h
        set last_row_id = n.last_row_id, last_sample_time = coalesce(to_timestamp(n.last_time), h.last_sample_time),
        next_collect_time = coalesce(n.next_collect_time, h.next_collect_time)
        from unnest($1, $2, $3, $4, $5, $6, $7)
        as n(metric_number, expected, generation, last_row_id, last_time, status, next_collect_time)
        where h.metric_number = n.metric_number and h.last_row_id = n.expected and h.generation = n.generation
        and h.status = n.status
        returning h.metric_number
        """;

    /// <param name="seen">The newest commit that this process saw.</param>
    public static async Task<CommitStart> MoveAsync(
        NpgsqlConnection connection,
        WriteRequest[] group,
        CommitMark? seen,
        CancellationToken cancellationToken
    )
    {
        var token = BitConverter.ToInt64(RandomNumberGenerator.GetBytes(sizeof(long)));
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new(TakePosition) { Parameters = { new() { Value = token } } });
        batch.BatchCommands.Add(
            new("select token from commit_log where position = $1") { Parameters = { new() { Value = seen?.Position ?? -1 } } }
        );
        batch.BatchCommands.Add(HeadsCommand(group));
        batch.BatchCommands.Add(new(DurableCommit.Demand));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var commit = new CommitMark(reader.GetGuid(0), reader.GetInt64(1), token);
        var bounds = new NotificationBounds(reader.GetFieldValue<double?>(2), reader.GetFieldValue<double?>(3));
        var keptSince = reader.GetDateTime(4);
        await reader.NextResultAsync(cancellationToken);
        long? tokenOfSeen = await reader.ReadAsync(cancellationToken) ? reader.GetInt64(0) : null;
        await reader.NextResultAsync(cancellationToken);
        var moved = new HashSet<int>(group.Length);
        while (await reader.ReadAsync(cancellationToken))
        {
            moved.Add(reader.GetInt32(0));
        }
        return new(commit, bounds, keptSince, tokenOfSeen, moved);
    }

    private static NpgsqlBatchCommand HeadsCommand(WriteRequest[] group)
    {
        var command = new NpgsqlBatchCommand(MoveHeads);
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
}
