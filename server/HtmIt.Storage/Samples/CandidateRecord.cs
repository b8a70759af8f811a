using HtmIt.Core.Log;
using HtmIt.Core.Notifications.Decisions;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Samples;

/// <summary>Records, in the transaction that writes scores, the rows that may concern a device. Costs a comparison a row where none do.</summary>
internal static class CandidateRecord
{
    private const string Insert = """
        insert into notification_candidate (metric_number, row_id, sample_time, value, anomaly_likelihood, surprise, severity)
        select * from unnest($1, $2, $3, $4, $5, $6, $7)
        """;

    /// <returns>How many were recorded.</returns>
    public static async Task<int> WriteAsync(
        NpgsqlConnection connection,
        IEnumerable<WriteRequest> requests,
        NotificationBounds bounds,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var found = bounds.IsEmpty ? [] : Select(requests, bounds, now);
        if (found.Count == 0)
        {
            return 0;
        }
        await using var command = new NpgsqlCommand(Insert, connection);
        AddArray(one => one.Metric, NpgsqlDbType.Integer);
        AddArray(one => one.Row.RowId, NpgsqlDbType.Bigint);
        AddArray(one => DateTime.UnixEpoch.AddSeconds(one.Row.Time), NpgsqlDbType.TimestampTz);
        AddArray(one => one.Row.Value, NpgsqlDbType.Double);
        AddArray(one => one.Row.Score!.Value.AnomalyLikelihood, NpgsqlDbType.Double);
        AddArray(one => one.Row.Score!.Value.Surprise, NpgsqlDbType.Double);
        AddArray(one => one.Row.Score!.Value.Severity, NpgsqlDbType.Double);
        return await command.ExecuteNonQueryAsync(cancellationToken);

        void AddArray<T>(Func<(int Metric, DataRow Row), T> select, NpgsqlDbType type) =>
            command.Parameters.Add(new() { Value = found.Select(select).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
    }

    private static List<(int Metric, DataRow Row)> Select(IEnumerable<WriteRequest> requests, NotificationBounds bounds, DateTimeOffset now)
    {
        var found = new List<(int, DataRow)>();
        foreach (var request in requests)
        {
            foreach (var row in request.Rows)
            {
                if (NotificationRules.Concerns(row, bounds, now))
                {
                    found.Add((request.Metric.Number, row));
                }
            }
        }
        return found;
    }
}
