using HtmIt.Core.Log;
using Npgsql;

namespace HtmIt.Storage.Samples;

/// <summary>What a read of consecutive commits begins with.</summary>
/// <param name="TokenOfStart">The token of the commit after which the window begins; null where the log has none.</param>
internal readonly record struct CommitWindow(Guid History, long Newest, long? TokenOfStart, CommitMark End, CommitMark Oldest);

/// <summary>The head of the commits, with their tokens.</summary>
internal static class CommitQueries
{
    public const int WindowColumns = 7;

    public const string Range = $"select {RangeColumns} {RangeTables}";

    /// <summary>$1: the position of a commit.</summary>
    public const string RangeAndToken = $"select {RangeColumns}, s.token {RangeTables} left join commit_log s on s.position = $1";

    /// <summary>$3 and $4: the position after which the window begins, and the one it ends at if there are so many.</summary>
    public const string Window = """
        select h.position as newest, h.oldest_position, h.history_id, s.token as start_token, least(h.position, $4) as end_position,
            e.token as end_token, o.token as oldest_token
        from commit_head h
        left join commit_log s on s.position = $3
        left join commit_log e on e.position = least(h.position, $4)
        left join commit_log o on o.position = h.oldest_position
        """;

    private const string RangeColumns = "h.history_id, h.oldest_position, o.token, h.position, n.token, h.kept_since";

    private const string RangeTables = """
        from commit_head h
        left join commit_log o on o.position = h.oldest_position
        left join commit_log n on n.position = h.position
        """;

    public static LogRange ReadRange(NpgsqlDataReader reader)
    {
        var history = reader.GetGuid(0);
        var keptSince = RowColumns.Seconds(reader.GetDateTime(5));
        return new(new(history, reader.GetInt64(1), Token(reader, 2)), new(history, reader.GetInt64(3), Token(reader, 4)), keptSince);
    }

    public static (LogRange Range, long? Token) ReadRangeAndToken(NpgsqlDataReader reader) =>
        (ReadRange(reader), reader.IsDBNull(6) ? null : reader.GetInt64(6));

    public static CommitWindow ReadWindow(NpgsqlDataReader reader)
    {
        var history = reader.GetGuid(2);
        return new(
            history,
            reader.GetInt64(0),
            reader.IsDBNull(3) ? null : reader.GetInt64(3),
            new(history, reader.GetInt64(4), Token(reader, 5)),
            new(history, reader.GetInt64(1), Token(reader, 6))
        );
    }

    private static long Token(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? 0 : reader.GetInt64(column);
}
