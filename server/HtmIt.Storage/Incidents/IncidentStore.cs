using System.Globalization;
using HtmIt.Core.Incidents;
using HtmIt.Core.Incidents.Silences;
using HtmIt.Storage.Samples;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Incidents;

/// <summary>Reads the table of incidents.</summary>
internal sealed class IncidentStore(RowQueries queries) : IIncidentStore
{
    private static readonly string Select = SelectFrom("incident");

    /// <summary>$1: severity from which an incident counts as open. The step that reached it is a row of the metric; of a silence it is its last one, if
    /// the one before was less.</summary>
    private static string SelectFrom(string source) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            select {IncidentColumns.OfTable}, m.id, h.history_id, l.token,
                case when i.kind <> {(int)IncidentKind.Silence} then o.commit_position
                    when i.severity - {SilenceRules.Step:R} < $1 then i.commit_position end
            from {source} i join metric m on m.number = i.metric_number cross join commit_head h
            left join commit_log l on l.position = i.commit_position
            left join lateral (
                select d.commit_position from metric_data d
                where d.metric_number = i.metric_number and d.sample_time between i.began_time and i.last_time
                and d.severity >= $1 and {SampleReader.KeptCondition}
                order by d.sample_time limit 1) o on true
            """
        );

    public async Task<Incident?> FindAsync(IncidentId id, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(
            $"{Select} where i.id = $2",
            parameters =>
            {
                parameters.Add(new() { Value = 0.0 });
                parameters.Add(new() { Value = id.Value });
            },
            cancellationToken
        );
        return found.Count == 0 ? null : found[0];
    }

    public Task<IReadOnlyList<Incident>> ListAsync(
        IncidentFilter filter,
        IncidentPlace? after,
        int limit,
        CancellationToken cancellationToken
    )
    {
        var (behind, order) =
            filter.Order == IncidentOrder.Severity
                ? ("(i.severity, i.began_time, i.id) < ($9, $6, $7)", "i.severity desc, i.began_time desc, i.id desc")
                : ("(i.began_time, i.id) < ($6, $7)", "i.began_time desc, i.id desc");
        // First the page, so that the rest is looked up for no others.
        var page = $"""
            (select i.* from incident i
            where i.severity >= $1 and ($2::int[] is null or i.metric_number = any($2)) and ($3::bool is null or (i.end_row is null) = $3)
            and ($4::timestamptz is null or i.end_time is null or i.end_time >= $4) and ($5::timestamptz is null or i.onset_time <= $5)
            and ($6::timestamptz is null or {behind}) and ($10::smallint is null or i.kind = $10)
            order by {order} limit $8)
            """;
        return ReadAsync(
            $"{SelectFrom(page)} order by {order}",
            parameters =>
            {
                parameters.Add(new() { Value = filter.MinSeverity });
                parameters.Add(
                    new()
                    {
                        Value = filter.Metrics is { } metrics ? metrics.ToArray() : DBNull.Value,
                        NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Integer,
                    }
                );
                parameters.Add(new() { Value = (object?)filter.IsOpen ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Boolean });
                parameters.Add(Time(filter.FromTime));
                parameters.Add(Time(filter.ToTime));
                parameters.Add(Time(after?.Began));
                parameters.Add(new() { Value = after?.Id ?? Guid.Empty });
                parameters.Add(new() { Value = limit });
                parameters.Add(new() { Value = after?.Severity ?? 0 });
                parameters.Add(new() { Value = (object?)(short?)filter.Kind ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Smallint });
            },
            cancellationToken
        );
    }

    public Task<IReadOnlyList<Incident>> ReadChangesAsync(IncidentWindow window, CancellationToken cancellationToken) =>
        ReadAsync(
            $"""
            {Select}
            where i.severity >= $1 and i.commit_position > $2 and i.commit_position <= $3
            and ($4::timestamptz is null or i.end_time is null or i.end_time >= $4)
            order by i.commit_position fetch first {window.Limit} rows with ties
            """,
            parameters =>
            {
                parameters.Add(new() { Value = window.MinSeverity });
                parameters.Add(new() { Value = window.After });
                parameters.Add(new() { Value = window.UpTo });
                parameters.Add(Time(window.FromTime));
            },
            cancellationToken
        );

    private static NpgsqlParameter Time(long? seconds) =>
        new()
        {
            Value = seconds is { } value ? DateTime.UnixEpoch.AddSeconds(value) : DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.TimestampTz,
        };

    private Task<IReadOnlyList<Incident>> ReadAsync(
        string sql,
        Action<NpgsqlParameterCollection> addParameters,
        CancellationToken cancellationToken
    ) =>
        queries.RunAsync<IReadOnlyList<Incident>>(
            null,
            sql,
            addParameters,
            async (reader, cancel) =>
            {
                var found = new List<Incident>();
                while (await reader.ReadAsync(cancel))
                {
                    found.Add(IncidentColumns.Read(reader));
                }
                return found;
            },
            cancellationToken
        );
}
