using HtmIt.Core.Log;
using HtmIt.Core.Names;
using HtmIt.Engine;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Samples;

/// <summary>Reads rows of <c>metric_data</c>.</summary>
internal sealed class SampleReader(RowQueries queries, CommitMemory memory) : ISampleReader
{
    /// <summary>Rows one window or page holds at most. A single commit never has more: the writer's limit is lower or equal.</summary>
    private const int MaxRows = 20_000;

    /// <summary>One more than a window may hold: 20,001.</summary>
    private const string MaxRowsRead = "20001";

    private const string Columns = RowColumns.Names;

    /// <summary>$1 and $2: lowest anomaly score and surprise, null for none.</summary>
    private const string ScoreCondition = "($1::float8 is null or d.anomaly_likelihood >= $1) and ($2::float8 is null or d.surprise >= $2)";

    /// <param name="parameter">Up to which row the learning ones go; null for whatever row.</param>
    private static string NotLearning(string parameter) =>
        $"({parameter}::bigint is null or d.row_id > {parameter} or d.anomaly_likelihood is null)";

    internal const string KeptCondition = $"d.sample_time >= {RowColumns.KeptSince}";

    internal static readonly string ChangesSql = $"""
        select h.*, d.commit_position, d.metric_number, m.id, {Columns},
        coalesce(m.id is not null and {ScoreCondition} and {NotLearning("$6")} and ($5::int[] is null or d.metric_number = any($5)), false)
        from ({CommitQueries.Window}) h left join lateral (
            select d.commit_position, d.metric_number, {Columns} from metric_data d
            where d.commit_position > $3 and d.commit_position <= $4 limit {MaxRowsRead}) d on true
        left join metric m on m.number = d.metric_number
        order by d.commit_position, d.metric_number, d.row_id
        """;

    private readonly HistoryReader _history = new(queries);

    public Task<IReadOnlyList<DataRow>> ReadAsync(RowQuery query, CancellationToken cancellationToken)
    {
        var order = query.Descending ? "desc" : "asc";
        var sql = $"""
            select {Columns} from metric_data d
            where {ScoreCondition} and {NotLearning("$10")} and {KeptCondition} and d.metric_number = $3
            and d.sample_time >= $4 and d.sample_time <= $5 and d.row_id >= $6 and d.row_id <= $7
            and ($8 or d.anomaly_likelihood is not null)
            order by d.sample_time {order} limit $9
            """;
        return queries.RunAsync<IReadOnlyList<DataRow>>(
            AccessPath.Key,
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
                AddLearning(parameters, query.Filter);
            },
            async (reader, cancel) =>
            {
                var rows = new List<DataRow>();
                while (await reader.ReadAsync(cancel))
                {
                    rows.Add(RowColumns.Read(reader, 0));
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
        queries.RunAsync<IReadOnlyDictionary<long, DataRow>>(
            AccessPath.Key,
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
                    var row = RowColumns.Read(reader, 0);
                    rows[row.Time] = row;
                }
                return rows;
            },
            cancellationToken
        );

    public Task<MetricStatistics> ReadStatisticsAsync(int metricNumber, CancellationToken cancellationToken) =>
        queries.RunAsync(
            AccessPath.Key,
            $"""
            select coalesce(min(d.value), 'NaN'), coalesce(max(d.value), 'NaN'), count(*), count(d.anomaly_likelihood),
                   coalesce(extract(epoch from min(d.sample_time)), 0)::bigint, coalesce(extract(epoch from max(d.sample_time)), 0)::bigint
            from metric_data d where d.metric_number = $1 and {KeptCondition}
            """,
            parameters => parameters.Add(new() { Value = metricNumber }),
            async (reader, cancel) =>
            {
                await reader.ReadAsync(cancel);
                return new MetricStatistics(reader.GetDouble(0), reader.GetDouble(1), reader.GetInt64(2), reader.GetInt64(3))
                {
                    FirstTime = reader.GetInt64(4),
                    LastTime = reader.GetInt64(5),
                };
            },
            cancellationToken
        );

    public Task<LogRange> ReadRangeAsync(CancellationToken cancellationToken) =>
        queries.RunAsync(
            null,
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
        queries.RunAsync(
            null,
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
    /// <remarks>Rows are counted, and the window is too large, before filters apply: a filter may make a page smaller but not dearer.</remarks>
    public Task<LogWindow> ReadChangesAsync(
        CommitMark after,
        int commits,
        IReadOnlyCollection<int>? metrics,
        ScoreFilter filter,
        CancellationToken cancellationToken
    ) =>
        queries.RunAsync(
            AccessPath.Blocks,
            ChangesSql,
            parameters =>
            {
                AddFilter(parameters, filter);
                parameters.Add(new() { Value = after.Position });
                parameters.Add(new() { Value = after.Position + commits });
                AddMetrics(parameters, metrics);
                AddLearning(parameters, filter);
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
                    rows++;
                    if (reader.GetBoolean(First + 3 + RowColumns.Count))
                    {
                        var metric = new MetricRef(reader.GetInt32(First + 1), new(reader.GetGuid(First + 2)));
                        segments.Add(reader.GetInt64(First), metric, RowColumns.Read(reader, First + 3));
                    }
                }
                if (rows > MaxRows)
                {
                    return new LogWindow([], after, window.Newest, window.Oldest) { TooMany = true };
                }
                memory.Saw(window.End);
                return new LogWindow(segments.Build(), window.End, window.Newest, window.Oldest) { RowsRead = rows };
            },
            cancellationToken
        );

    public Task<HistoryPage> ReadHistoryAsync(
        HistoryPlace after,
        long fromTime,
        long upToPosition,
        IReadOnlyCollection<int>? metrics,
        ScoreFilter filter,
        CancellationToken cancellationToken
    ) => _history.ReadAsync(after, fromTime, upToPosition, metrics, filter, cancellationToken);

    public Task<long> CountUnprocessedAsync(int? metricNumber, CancellationToken cancellationToken) =>
        queries.RunAsync(
            null,
            $"""
            select count(*) from metric_data d join metric m on m.number = d.metric_number
            where {KeptCondition} and d.anomaly_likelihood is null and m.status = {StatusNumbers.CreatePending} and ($1::int is null or m.number = $1)
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

    private static void AddFilter(NpgsqlParameterCollection parameters, ScoreFilter filter)
    {
        foreach (var bound in new[] { filter.MinAnomalyLikelihood, filter.MinSurprise })
        {
            parameters.Add(new() { Value = bound > 0 ? bound : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Double });
        }
    }

    private static void AddLearning(NpgsqlParameterCollection parameters, ScoreFilter filter) =>
        parameters.Add(new() { Value = filter.LearningRows > 0 ? filter.LearningRows : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });

    private static void AddMetrics(NpgsqlParameterCollection parameters, IReadOnlyCollection<int>? metrics) =>
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
