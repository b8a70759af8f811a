using HtmIt.Core.Log;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Samples;

/// <summary>Gives stored rows other scores, or none. Rows that are no longer kept are passed over.</summary>
internal static class RowUpdate
{
    private const string Update = """
        update metric_data d
        set raw_anomaly_score = n.raw, anomaly_likelihood = n.likelihood, display_value = n.display, surprise = n.surprise, severity = n.severity, commit_position = $1
        from unnest($3, $4, $5, $6, $7, $8) as n(sample_time, raw, likelihood, display, surprise, severity)
        where d.metric_number = $2 and d.sample_time = n.sample_time
        and d.sample_time between $9 and $10
        """;

    public static async Task WriteAsync(
        NpgsqlConnection connection,
        long position,
        DateTime keptSince,
        WriteRequest request,
        CancellationToken cancellationToken
    )
    {
        var rows = Time(request.Rows[0]) >= keptSince ? request.Rows : [.. request.Rows.Where(row => Time(row) >= keptSince)];
        if (rows.Count == 0)
        {
            return;
        }
        await using var command = new NpgsqlCommand(Update, connection);
        command.Parameters.Add(new() { Value = position, NpgsqlDbType = NpgsqlDbType.Bigint });
        command.Parameters.Add(new() { Value = request.Metric.Number, NpgsqlDbType = NpgsqlDbType.Integer });
        AddArray(row => Time(row), NpgsqlDbType.TimestampTz);
        AddArray(row => row.Score?.RawAnomalyScore, NpgsqlDbType.Double);
        AddArray(row => row.Score?.AnomalyLikelihood, NpgsqlDbType.Double);
        AddArray(row => row.Score?.DisplayValue, NpgsqlDbType.Bigint);
        AddArray(row => row.Score?.Surprise, NpgsqlDbType.Double);
        AddArray(row => row.Score is { Severity: > 0 } score ? score.Severity : (double?)null, NpgsqlDbType.Double);
        // The bounds let the planner leave out the partitions that cannot hold any of the rows.
        command.Parameters.Add(new() { Value = Time(rows[0]), NpgsqlDbType = NpgsqlDbType.TimestampTz });
        command.Parameters.Add(new() { Value = Time(rows[^1]), NpgsqlDbType = NpgsqlDbType.TimestampTz });
        var updated = await command.ExecuteNonQueryAsync(cancellationToken);
        if (updated != rows.Count)
        {
            throw new InvalidOperationException($"Metric {request.Metric.Id}: {rows.Count} rows to score, {updated} found.");
        }

        void AddArray<T>(Func<DataRow, T> select, NpgsqlDbType type) =>
            command.Parameters.Add(new() { Value = rows.Select(select).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
    }

    private static DateTime Time(DataRow row) => DateTime.UnixEpoch.AddSeconds(row.Time);
}
