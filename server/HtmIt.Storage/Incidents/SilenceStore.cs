using HtmIt.Core.Incidents;
using HtmIt.Core.Incidents.Silences;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;
using HtmIt.Storage.Samples;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Incidents;

/// <summary>Reads ends of logs, newest samples and open silences.</summary>
internal sealed class SilenceStore(RowQueries queries, DatasourceRegistry datasources) : ISilenceStore
{
    private const string Pulses = """
        select h.metric_number, m.id, h.last_row_id, h.generation, h.status from metric_head h join metric m on m.number = h.metric_number
        where h.status <> $1
        """;

    /// <summary>$1: metrics, $2: rows of each.</summary>
    private static readonly string Recent = $"""
        select m.number, extract(epoch from coalesce(m.model_create_time, m.create_time))::bigint, m.datasource, m.poll_interval_seconds,
            {RowColumns.Names}, d.commit_position, l.commit_time
        from metric m
        left join lateral (
            select {RowColumns.Names}, d.commit_position from metric_data d
            where d.metric_number = m.number and {SampleReader.KeptCondition} order by d.sample_time desc limit $2) d on true
        left join commit_log l on l.position = d.commit_position
        where m.number = any($1) order by m.number, d.sample_time desc
        """;

    private static readonly string Open = $"""
        select {IncidentColumns.OfTable}, m.id, h.history_id, null::bigint, null::bigint
        from incident i join metric m on m.number = i.metric_number cross join commit_head h
        where i.kind = {(int)IncidentKind.Silence} and i.end_row is null
        """;

    private static readonly string After = $"""
        select {RowColumns.Names} from metric_data d
        where d.metric_number = $1 and d.row_id > $2 and {SampleReader.KeptCondition} order by d.sample_time limit 1
        """;

    public Task<IReadOnlyList<MetricPulse>> ReadPulsesAsync(CancellationToken cancellationToken) =>
        ReadAsync(
            Pulses,
            parameters => parameters.Add(new() { Value = (short)MetricStatus.Unmonitored }),
            reader => new MetricPulse(
                new(reader.GetInt32(0), new MetricId(reader.GetGuid(1))),
                new LogHead(reader.GetInt64(2), reader.GetInt32(3), (MetricStatus)reader.GetInt16(4))
            ),
            cancellationToken
        );

    public async Task<IReadOnlyDictionary<int, RecentSamples>> ReadRecentAsync(
        IReadOnlyCollection<int> metrics,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var rows = await ReadAsync(
            Recent,
            parameters =>
            {
                parameters.Add(new() { Value = metrics.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer });
                parameters.Add(new() { Value = limit });
            },
            ReadRecent,
            cancellationToken
        );
        return rows.GroupBy(row => row.Metric)
            .ToDictionary(
                ofMetric => ofMetric.Key,
                ofMetric => new RecentSamples(
                    ofMetric.First().Row,
                    [.. ofMetric.Where(one => one.Row is not null).Select(one => one.Arrival)],
                    ofMetric.First().CreateTime,
                    ofMetric.First().CollectSeconds
                )
            );
    }

    public Task<IReadOnlyList<Incident>> ReadOpenAsync(CancellationToken cancellationToken) =>
        ReadAsync(Open, _ => { }, IncidentColumns.Read, cancellationToken);

    public async Task<DataRow?> FindAfterAsync(int metric, long rowId, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(
            After,
            parameters =>
            {
                parameters.Add(new() { Value = metric });
                parameters.Add(new() { Value = rowId });
            },
            reader => RowColumns.Read(reader, 0),
            cancellationToken
        );
        return found.Count == 0 ? null : found[0];
    }

    private (int Metric, long CreateTime, int? CollectSeconds, DataRow? Row, Arrival Arrival) ReadRecent(NpgsqlDataReader reader)
    {
        const int First = 4;
        var (metric, created) = (reader.GetInt32(0), reader.GetInt64(1));
        int? period = datasources[reader.GetInt16(2)].TakesSamples ? null : reader.GetInt32(3);
        if (reader.IsDBNull(First))
        {
            return (metric, created, period, null, default);
        }
        var row = RowColumns.Read(reader, First);
        var position = reader.GetInt64(First + RowColumns.Count);
        const int Commit = First + RowColumns.Count + 1;
        DateTimeOffset? time = reader.IsDBNull(Commit) ? null : reader.GetFieldValue<DateTimeOffset>(Commit);
        return (metric, created, period, row, new(row.Time, position, time));
    }

    private Task<IReadOnlyList<T>> ReadAsync<T>(
        string sql,
        Action<NpgsqlParameterCollection> addParameters,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken
    ) =>
        queries.RunAsync<IReadOnlyList<T>>(
            null,
            sql,
            addParameters,
            async (reader, cancel) =>
            {
                var found = new List<T>();
                while (await reader.ReadAsync(cancel))
                {
                    found.Add(read(reader));
                }
                return found;
            },
            cancellationToken
        );
}
