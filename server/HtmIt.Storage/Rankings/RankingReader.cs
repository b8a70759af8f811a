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

/// <summary>Adds up stored scores, or finds the largest, in the database.</summary>
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

    /// <summary>$2: after which row of the metric.</summary>
    private const string Counts = $"d.row_id > $2 and {SampleReader.KeptCondition}";

    /// <summary>$3 and $4: after and up to which sample time.</summary>
    private const string InWindow = $"d.sample_time > $3 and d.sample_time <= $4 and {Counts}";

    private const string Metric =
        "m.number, m.id, m.datasource, m.status, m.tag_name, m.resource, m.name, coalesce(v.value, 0), m.resource_id";

    private static readonly DateTime NoTime = DateTime.UnixEpoch;

    public async Task<(long Position, long? NewestTime)> ReadHeadAsync(CancellationToken cancellationToken)
    {
        var rows = await QueryAsync<(long, long?)>(
            "select h.position, (select extract(epoch from max(last_sample_time))::bigint from metric_head) from commit_head h",
            _ => { },
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
        basis.Span is RankingSpan.EndingWithEachMetric
            ? QueryAsync(
                $"""
                select {Metric}, extract(epoch from h.last_sample_time)::bigint
                from metric m join metric_head h on h.metric_number = m.number left join lateral (
                    select {Value(basis)} as value from (
                        select {Block} as block, max({Column(basis)}) as score from metric_data d
                        where d.metric_number = m.number and d.sample_time > h.last_sample_time - $3
                        and d.sample_time <= h.last_sample_time and {Counts} group by 1) b) v on true
                """,
                parameters =>
                {
                    AddBasis(parameters, basis);
                    parameters.Add(new() { Value = TimeSpan.FromSeconds(basis.Span.Seconds), NpgsqlDbType = NpgsqlDbType.Interval });
                },
                reader => ReadMetric(reader) with { NewestTime = reader.IsDBNull(9) ? null : reader.GetInt64(9) },
                cancellationToken
            )
            : QueryAsync(
                $"""
                select {Metric}
                from metric m left join (
                    select b.metric_number, {Value(basis)} as value from (
                        select d.metric_number, {Block} as block, max({Column(basis)}) as score
                        from metric_data d where {InWindow} group by 1, 2) b
                    group by 1) v on v.metric_number = m.number
                """,
                parameters =>
                {
                    AddBasis(parameters, basis);
                    // Without a window one that holds nothing.
                    parameters.Add(Time(window?.Start));
                    parameters.Add(Time(window?.End));
                },
                ReadMetric,
                cancellationToken
            );

    public async Task<IReadOnlyDictionary<(int Metric, long Block), RankingBar>> ReadBarsAsync(
        RankingBasis basis,
        IReadOnlyList<(int Metric, RankingWindow Window)> windows,
        CancellationToken cancellationToken
    )
    {
        // One metric after the other by the primary key: a page of them is a small part of all.
        var rows = await QueryAsync(
            $"""
            select m.number, extract(epoch from b.block)::bigint, b.score, b.display, b.surprise
            from unnest($3::int[], $4::timestamptz[], $5::timestamptz[]) m(number, after, until), lateral (
                select {Block} as block, max(d.anomaly_likelihood) as score, max(d.display_value) as display, max(d.surprise) as surprise
                from metric_data d where d.metric_number = m.number and d.sample_time > m.after and d.sample_time <= m.until
                and {Counts} and d.anomaly_likelihood is not null group by 1) b
            """,
            parameters =>
            {
                AddBasis(parameters, basis);
                parameters.Add(new() { Value = windows.Select(one => one.Metric).ToArray() });
                parameters.Add(Times(windows.Select(one => one.Window.Start)));
                parameters.Add(Times(windows.Select(one => one.Window.End)));
            },
            reader =>
                KeyValuePair.Create(
                    (reader.GetInt32(0), reader.GetInt64(1) / basis.Span.BlockSeconds),
                    new RankingBar(reader.GetDouble(2), reader.GetInt64(3), reader.GetDouble(4))
                ),
            cancellationToken
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

    private MetricValue ReadMetric(NpgsqlDataReader reader) =>
        new(
            new(reader.GetInt32(0), new(reader.GetGuid(1))),
            datasources[reader.GetInt16(2)],
            (MetricStatus)reader.GetInt16(3),
            reader.GetString(4),
            reader.GetString(5),
            reader.GetString(6)
        )
        {
            Value = reader.GetDouble(7),
            ResourceId = new(reader.GetGuid(8)),
        };

    private Task<IReadOnlyList<T>> QueryAsync<T>(
        string sql,
        Action<NpgsqlParameterCollection> bind,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken
    ) =>
        retry.ExecuteAsync<IReadOnlyList<T>>(
            async cancel =>
            {
                await using var command = database.CreateCommand(sql);
                bind(command.Parameters);
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

    private static string Column(RankingBasis basis) =>
        basis.Score switch
        {
            RankingScore.Surprise => "d.surprise",
            RankingScore.DisplayValue => "d.display_value",
            _ => "d.severity",
        };

    /// <summary>What the blocks' largest scores make together.</summary>
    private static string Value(RankingBasis basis) =>
        basis.Score == RankingScore.Severity ? "max(b.score)" : "sum(b.score order by b.block)::float8";

    /// <summary>$1 and $2.</summary>
    private static void AddBasis(NpgsqlParameterCollection parameters, RankingBasis basis)
    {
        parameters.Add(new() { Value = TimeSpan.FromSeconds(basis.Span.BlockSeconds), NpgsqlDbType = NpgsqlDbType.Interval });
        parameters.Add(new() { Value = basis.LearningRows });
    }

    private static NpgsqlParameter Time(long? seconds) =>
        new() { Value = seconds is { } at ? DateTime.UnixEpoch.AddSeconds(at) : NoTime, NpgsqlDbType = NpgsqlDbType.TimestampTz };

    private static NpgsqlParameter Times(IEnumerable<long> seconds) =>
        new()
        {
            Value = seconds.Select(at => DateTime.UnixEpoch.AddSeconds(at)).ToArray(),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
        };
}
