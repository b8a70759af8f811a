using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Rankings;
using HtmIt.Core.Specs;
using HtmIt.Storage.Metrics;
using HtmIt.Storage.Samples;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Sql;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Rankings;

/// <summary>Adds up stored scores, in the database.</summary>
internal sealed class RankingReader(
    StoreContexts contexts,
    NpgsqlDataSource database,
    TransientRetry retry,
    MetricRowMapping mapping,
    DatasourceRegistry datasources
) : IRankingReader
{
    /// <summary>A ranking over a month of many metrics takes its time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private const string Block = "date_bin($1, d.sample_time, 'epoch')";

    /// <summary>$2 and $3: after and up to which sample time; $4: after which row of the metric.</summary>
    private const string InWindow = $"d.sample_time > $2 and d.sample_time <= $3 and d.row_id > $4 and {SampleReader.KeptCondition}";

    private static readonly DateTime NoTime = DateTime.UnixEpoch;

    public async Task<(long Position, long? NewestTime)> ReadHeadAsync(CancellationToken cancellationToken)
    {
        var rows = await QueryAsync<(long, long?)>(
            "select h.position, (select extract(epoch from max(last_sample_time))::bigint from metric_head) from commit_head h",
            null,
            false,
            reader => (reader.GetInt64(0), reader.IsDBNull(1) ? null : reader.GetInt64(1)),
            cancellationToken
        );
        return rows[0];
    }

    /// <summary>The blocks are added up in one order, so that the same rows give the same sum to the last bit.</summary>
    public Task<IReadOnlyList<MetricValue>> ReadValuesAsync(
        RankingWindow? window,
        RankingBasis basis,
        CancellationToken cancellationToken
    ) =>
        QueryAsync(
            $"""
            select m.number, m.id, m.datasource, m.status, m.tag_name, m.resource, m.name, coalesce(v.value, 0)
            from metric m left join (
                select b.metric_number, sum(b.score order by b.block)::float8 as value from (
                    select d.metric_number, {Block} as block, max({(
                basis.Score == RankingScore.Surprise ? "d.surprise" : "d.display_value"
            )}) as score
                    from metric_data d where {InWindow} group by 1, 2) b
                group by 1) v on v.metric_number = m.number
            """,
            window,
            basis.IncludeLearning,
            reader => new MetricValue(
                new(reader.GetInt32(0), new(reader.GetGuid(1))),
                datasources[reader.GetInt16(2)],
                (MetricStatus)reader.GetInt16(3),
                reader.GetString(4),
                reader.GetString(5),
                reader.GetString(6)
            )
            {
                Value = reader.GetDouble(7),
            },
            cancellationToken
        );

    public async Task<IReadOnlyDictionary<(int Metric, long Block), RankingBar>> ReadBarsAsync(
        RankingWindow window,
        bool includeLearning,
        IReadOnlyList<int> metrics,
        CancellationToken cancellationToken
    )
    {
        // One metric after the other by the primary key: a page of them is a small part of all.
        var rows = await QueryAsync(
            $"""
            select m.number, extract(epoch from b.block)::bigint, b.score, b.display, b.surprise
            from unnest($5::int[]) m(number), lateral (
                select {Block} as block, max(d.anomaly_likelihood) as score, max(d.display_value) as display, max(d.surprise) as surprise
                from metric_data d where d.metric_number = m.number and {InWindow} and d.anomaly_likelihood is not null group by 1) b
            """,
            window,
            includeLearning,
            reader =>
                KeyValuePair.Create(
                    (reader.GetInt32(0), reader.GetInt64(1) / window.BlockSeconds),
                    new RankingBar(reader.GetDouble(2), reader.GetInt64(3), reader.GetDouble(4))
                ),
            cancellationToken,
            metrics
        );
        return rows.ToDictionary();
    }

    public Task<IReadOnlyDictionary<MetricId, Metric>> ReadMetricsAsync(IReadOnlyList<MetricId> ids, CancellationToken cancellationToken) =>
        contexts.RunAsync<IReadOnlyDictionary<MetricId, Metric>>(
            async (context, cancel) =>
            {
                var wanted = ids.Select(id => id.Value).ToArray();
                var rows = await context
                    .Metrics.AsNoTracking()
                    .Where(row => wanted.Contains(row.Id))
                    .Include(row => row.Head)
                    .ToListAsync(cancel);
                return rows.Select(mapping.ToMetric).ToDictionary(metric => metric.Id);
            },
            cancellationToken
        );

    private Task<IReadOnlyList<T>> QueryAsync<T>(
        string sql,
        RankingWindow? window,
        bool includeLearning,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken,
        IReadOnlyList<int>? metrics = null
    ) =>
        retry.ExecuteAsync<IReadOnlyList<T>>(
            async cancel =>
            {
                await using var command = database.CreateCommand(sql);
                if (sql.Contains("$1", StringComparison.Ordinal))
                {
                    AddWindow(command.Parameters, window);
                    command.Parameters.Add(new() { Value = includeLearning ? 0L : Learning.RowsNeeded });
                }
                if (metrics is not null)
                {
                    command.Parameters.Add(new() { Value = metrics.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
                }
                await using var reader = await command.ExecuteReaderAsync(cancel);
                var rows = new List<T>();
                while (await reader.ReadAsync(cancel))
                {
                    rows.Add(read(reader));
                }
                return rows;
            },
            cancellationToken,
            Patience
        );

    /// <summary>Without a window one that holds nothing.</summary>
    private static void AddWindow(NpgsqlParameterCollection parameters, RankingWindow? window)
    {
        var seconds = window?.BlockSeconds ?? 1;
        parameters.Add(new() { Value = TimeSpan.FromSeconds(seconds), NpgsqlDbType = NpgsqlDbType.Interval });
        foreach (var time in new[] { window?.Start, window?.End })
        {
            parameters.Add(
                new() { Value = time is { } at ? DateTime.UnixEpoch.AddSeconds(at) : NoTime, NpgsqlDbType = NpgsqlDbType.TimestampTz }
            );
        }
    }
}
