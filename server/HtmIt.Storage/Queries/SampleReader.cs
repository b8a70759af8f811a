using HtmIt.Core.Data;
using HtmIt.Engine;
using HtmIt.Storage.Bulk;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Queries;

/// <summary>Reads rows of <c>metric_data</c>.</summary>
internal sealed class SampleReader(NpgsqlDataSource database, TransientRetry retry, CommitMemory memory) : ISampleReader
{
    /// <summary>Rows one window or page holds at most. A single commit never has more: the writer's limit is lower or equal.</summary>
    private const int MaxRows = 20_000;

    private const int HistoryPageRows = 5_000;

    private const string Columns = "d.row_id, d.sample_time, d.value, d.raw_anomaly_score, d.anomaly_score, d.display_value, d.surprise";

    /// <summary>$1 and $2: lowest anomaly score and surprise, null for none.</summary>
    private const string ScoreCondition = "($1::float8 is null or d.anomaly_score >= $1) and ($2::float8 is null or d.surprise >= $2)";

    /// <summary>Rows to be removed are hidden before they are.</summary>
    internal const string KeptCondition = "d.sample_time >= (select kept_since from commit_head)";

    public Task<IReadOnlyList<DataRow>> ReadAsync(RowQuery query, CancellationToken cancellationToken)
    {
        var order = query.Descending ? "desc" : "asc";
        var sql = $"""
            select {Columns} from metric_data d
            where {ScoreCondition} and {KeptCondition} and d.metric_number = $3
            and d.sample_time >= $4 and d.sample_time <= $5 and d.row_id >= $6 and d.row_id <= $7
            and ($8 or d.anomaly_score is not null)
            order by d.sample_time {order} limit $9
            """;
        return QueryAsync<IReadOnlyList<DataRow>>(
            sql,
            parameters =>
            {
                AddFilter(parameters, query.Filter);
                parameters.Add(new() { Value = query.MetricNumber });
                parameters.Add(TimeParameter(query.FromTime, DateTime.UnixEpoch));
                parameters.Add(TimeParameter(query.ToTime, DateTime.UnixEpoch.AddYears(1000)));
                parameters.Add(new() { Value = query.FromRowId ?? 0 });
                parameters.Add(new() { Value = query.ToRowId ?? long.MaxValue });
                parameters.Add(new() { Value = query.IncludeUnscored });
                parameters.Add(new() { Value = (long)query.Limit });
            },
            async (reader, cancel) =>
            {
                var rows = new List<DataRow>();
                while (await reader.ReadAsync(cancel))
                {
                    rows.Add(ReadRow(reader, 0));
                }
                return rows;
            },
            cancellationToken
        );
    }

    public async Task<DataRow?> ReadLastAsync(int metricNumber, CancellationToken cancellationToken)
    {
        var query = new RowQuery(metricNumber)
        {
            IncludeUnscored = true,
            Descending = true,
            Limit = 1,
        };
        var rows = await ReadAsync(query, cancellationToken);
        return rows.Count == 0 ? null : rows[0];
    }

    public Task<IReadOnlyDictionary<long, DataRow>> ReadAtAsync(
        int metricNumber,
        IReadOnlyList<long> times,
        CancellationToken cancellationToken
    ) =>
        QueryAsync<IReadOnlyDictionary<long, DataRow>>(
            $"select {Columns} from metric_data d where d.metric_number = $1 and d.sample_time = any($2)",
            parameters =>
            {
                parameters.Add(new() { Value = metricNumber });
                var dates = times.Select(time => DateTime.UnixEpoch.AddSeconds(time)).ToArray();
                parameters.Add(new() { Value = dates, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz });
            },
            async (reader, cancel) =>
            {
                var rows = new Dictionary<long, DataRow>();
                while (await reader.ReadAsync(cancel))
                {
                    var row = ReadRow(reader, 0);
                    rows[row.Time] = row;
                }
                return rows;
            },
            cancellationToken
        );

    public Task<MetricStatistics> ReadStatisticsAsync(int metricNumber, CancellationToken cancellationToken) =>
        QueryAsync(
            $"""
            select coalesce(min(d.value), 'NaN'), coalesce(max(d.value), 'NaN'), count(*), count(d.anomaly_score)
            from metric_data d where d.metric_number = $1 and {KeptCondition}
            """,
            parameters => parameters.Add(new() { Value = metricNumber }),
            async (reader, cancel) =>
            {
                await reader.ReadAsync(cancel);
                return new MetricStatistics(reader.GetDouble(0), reader.GetDouble(1), reader.GetInt64(2), reader.GetInt64(3));
            },
            cancellationToken
        );

    public Task<LogRange> ReadRangeAsync(CancellationToken cancellationToken) =>
        QueryAsync(
            CommitQueries.Range,
            _ => { },
            async (reader, cancel) =>
            {
                await reader.ReadAsync(cancel);
                var range = CommitQueries.ReadRange(reader);
                memory.Saw(range.Newest);
                return range;
            },
            cancellationToken
        );

    public Task<(bool IsThere, LogRange Range)> FindCommitAsync(CommitMark commit, CancellationToken cancellationToken) =>
        QueryAsync(
            CommitQueries.RangeAndToken,
            parameters => parameters.Add(new() { Value = commit.Position }),
            async (reader, cancel) =>
            {
                await reader.ReadAsync(cancel);
                var (range, token) = CommitQueries.ReadRangeAndToken(reader);
                memory.Saw(range.Newest);
                return (commit.IsOf(range.History, range.Newest.Position, token), range);
            },
            cancellationToken
        );

    /// <summary>The head is read in the same statement as the rows, hence of the same moment: every commit up to it is in the result.</summary>
    public Task<LogWindow> ReadChangesAsync(
        CommitMark after,
        int commits,
        IReadOnlyList<int>? metrics,
        ScoreFilter filter,
        CancellationToken cancellationToken
    ) =>
        QueryAsync(
            $"""
            select h.*, c.* from ({CommitQueries.Window}) h left join lateral (
                select d.commit_position, d.metric_number, m.id, {Columns}
                from metric_data d join metric m on m.number = d.metric_number
                where {ScoreCondition} and d.commit_position > $3 and d.commit_position <= $4
                and ($5::int[] is null or d.metric_number = any($5))
                limit {MaxRows + 1}) c on true
            order by c.commit_position, c.metric_number, c.row_id
            """,
            parameters =>
            {
                AddFilter(parameters, filter);
                parameters.Add(new() { Value = after.Position });
                parameters.Add(new() { Value = after.Position + commits });
                AddMetrics(parameters, metrics);
            },
            async (reader, cancel) =>
            {
                CommitWindow window = default;
                var rows = 0;
                var segments = new SegmentBuilder();
                while (await reader.ReadAsync(cancel))
                {
                    if (rows == 0)
                    {
                        window = CommitQueries.ReadWindow(reader);
                    }
                    if (!after.IsOf(window.History, window.Newest, window.TokenOfStart))
                    {
                        return new LogWindow([], after, window.Newest, window.Oldest) { StartIsMissing = true };
                    }
                    const int First = CommitQueries.WindowColumns;
                    if (await reader.IsDBNullAsync(First, cancel))
                    {
                        break;
                    }
                    var metric = new MetricRef(reader.GetInt32(First + 1), new(reader.GetGuid(First + 2)));
                    segments.Add(reader.GetInt64(First), metric, ReadRow(reader, First + 3));
                    rows++;
                }
                if (rows > MaxRows)
                {
                    return new LogWindow([], after, window.Newest, window.Oldest) { TooMany = true };
                }
                memory.Saw(window.End);
                return new LogWindow(segments.Build(), window.End, window.Newest, window.Oldest);
            },
            cancellationToken
        );

    public Task<HistoryPage> ReadHistoryAsync(
        HistoryPlace after,
        long fromTime,
        long upToPosition,
        IReadOnlyList<int>? metrics,
        ScoreFilter filter,
        CancellationToken cancellationToken
    ) =>
        QueryAsync(
            $"""
            select d.metric_number, m.id, {Columns}
            from metric_data d join metric m on m.number = d.metric_number
            where {ScoreCondition} and {KeptCondition} and (d.metric_number, d.sample_time) > ($3, $4) and d.sample_time >= $5
            and d.commit_position <= $6 and ($7::int[] is null or d.metric_number = any($7))
            order by d.metric_number, d.sample_time limit {HistoryPageRows}
            """,
            parameters =>
            {
                AddFilter(parameters, filter);
                parameters.Add(new() { Value = after.MetricNumber });
                parameters.Add(TimeParameter(after.Time, DateTime.UnixEpoch));
                parameters.Add(TimeParameter(fromTime, DateTime.UnixEpoch));
                parameters.Add(new() { Value = upToPosition });
                AddMetrics(parameters, metrics);
            },
            async (reader, cancel) =>
            {
                var end = after;
                var rows = 0;
                var segments = new SegmentBuilder();
                while (await reader.ReadAsync(cancel))
                {
                    var row = ReadRow(reader, 2);
                    end = new(reader.GetInt32(0), row.Time);
                    segments.Add(0, new(end.MetricNumber, new(reader.GetGuid(1))), row);
                    rows++;
                }
                return new HistoryPage(segments.Build(), end, rows < HistoryPageRows);
            },
            cancellationToken
        );

    public Task<long> CountUnprocessedAsync(int? metricNumber, CancellationToken cancellationToken) =>
        QueryAsync(
            $"""
            select count(*) from metric_data d join metric m on m.number = d.metric_number
            where {KeptCondition} and d.anomaly_score is null and m.status = 2 and ($1::int is null or m.number = $1)
            """,
            parameters =>
                parameters.Add(new() { Value = metricNumber is { } number ? number : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer }),
            async (reader, cancel) =>
            {
                await reader.ReadAsync(cancel);
                return reader.GetInt64(0);
            },
            cancellationToken
        );

    private Task<T> QueryAsync<T>(
        string sql,
        Action<NpgsqlParameterCollection> addParameters,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken
    ) =>
        retry.ExecuteAsync(
            async cancel =>
            {
                await using var command = database.CreateCommand(sql);
                addParameters(command.Parameters);
                await using var reader = await command.ExecuteReaderAsync(cancel);
                return await read(reader, cancel);
            },
            cancellationToken
        );

    private static DataRow ReadRow(NpgsqlDataReader reader, int first)
    {
        var time = Seconds(reader.GetDateTime(first + 1));
        AnomalyResult? score = reader.IsDBNull(first + 4)
            ? null
            : new(reader.GetDouble(first + 3), reader.GetDouble(first + 4), reader.GetInt64(first + 5), reader.GetDouble(first + 6));
        return new(reader.GetInt64(first), time, reader.GetDouble(first + 2), score);
    }

    private static long Seconds(DateTime time) => (time - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;

    private static void AddFilter(NpgsqlParameterCollection parameters, ScoreFilter filter)
    {
        foreach (var bound in new[] { filter.MinAnomalyScore, filter.MinSurprise })
        {
            parameters.Add(new() { Value = bound > 0 ? bound : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Double });
        }
    }

    private static void AddMetrics(NpgsqlParameterCollection parameters, IReadOnlyList<int>? metrics) =>
        parameters.Add(
            new() { Value = metrics is null ? DBNull.Value : metrics.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer }
        );

    private static NpgsqlParameter TimeParameter(long? time, DateTime otherwise) =>
        new()
        {
            Value = time is { } seconds ? DateTime.UnixEpoch.AddSeconds(Math.Max(0, seconds)) : otherwise,
            NpgsqlDbType = NpgsqlDbType.TimestampTz,
        };
}
