using HtmIt.Core.Incidents;
using HtmIt.Engine.Incidents;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Samples;

/// <summary>Writes, in the transaction of the rows, what they make of incidents. Costs nothing where they change none.</summary>
internal static class IncidentRecord
{
    private const string Upsert = $"""
        insert into incident ({IncidentColumns.Names})
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25,
            $26::jsonb[], $27)
        on conflict (id) do update set severity = excluded.severity, telling_count = excluded.telling_count,
            onset_row = excluded.onset_row, onset_time = excluded.onset_time, onset_value = excluded.onset_value,
            onset_surprise = excluded.onset_surprise, peak_row = excluded.peak_row, peak_time = excluded.peak_time,
            peak_value = excluded.peak_value, peak_surprise = excluded.peak_surprise, last_row = excluded.last_row,
            last_time = excluded.last_time, last_value = excluded.last_value, last_surprise = excluded.last_surprise,
            end_row = excluded.end_row, end_time = excluded.end_time, end_value = excluded.end_value,
            end_surprise = excluded.end_surprise, reasons = excluded.reasons, commit_position = excluded.commit_position
        """;

    /// <returns>How many were written.</returns>
    public static async Task<int> WriteAsync(
        NpgsqlConnection connection,
        long position,
        WriteRequest[] requests,
        CancellationToken cancellationToken
    )
    {
        var changed = Select(requests);
        if (changed.Count == 0)
        {
            return 0;
        }
        await using var command = new NpgsqlCommand(Upsert, connection);
        Add(one => IncidentId.Of(one.Request.Metric.Id, one.Request.IncidentKind, one.State).Value, NpgsqlDbType.Uuid);
        Add(one => one.Request.Metric.Number, NpgsqlDbType.Integer);
        Add(one => (short)one.Request.IncidentKind, NpgsqlDbType.Smallint);
        Add(one => one.State.Severity, NpgsqlDbType.Double);
        Add(one => one.State.TellingCount, NpgsqlDbType.Integer);
        AddRow(one => one.Began);
        AddRow(one => one.Onset);
        AddRow(one => one.Peak);
        AddRow(one => one.Last);
        AddRow(one => one.End);
        Add(one => IncidentColumns.WriteReasons(one.State.Reasons), NpgsqlDbType.Text);
        Add(_ => position, NpgsqlDbType.Bigint);
        return await command.ExecuteNonQueryAsync(cancellationToken);

        void Add<T>(Func<(WriteRequest Request, IncidentState State), T> select, NpgsqlDbType type) =>
            command.Parameters.Add(new() { Value = changed.Select(select).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });

        void AddRow(Func<IncidentState, IncidentRow?> select)
        {
            Add(one => select(one.State)?.Row, NpgsqlDbType.Bigint);
            Add(one => select(one.State) is { } row ? IncidentColumns.Time(row) : (DateTime?)null, NpgsqlDbType.TimestampTz);
            Add(one => select(one.State)?.Value, NpgsqlDbType.Double);
            Add(one => select(one.State)?.Surprise, NpgsqlDbType.Double);
        }
    }

    private static List<(WriteRequest Request, IncidentState State)> Select(WriteRequest[] requests)
    {
        var changed = new List<(WriteRequest, IncidentState)>();
        foreach (var request in requests)
        {
            foreach (var incident in request.Incidents)
            {
                if (IncidentRules.IsKept(incident))
                {
                    changed.Add((request, incident));
                }
            }
        }
        return changed;
    }
}
