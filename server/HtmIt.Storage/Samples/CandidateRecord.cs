using HtmIt.Core.Incidents;
using HtmIt.Core.Log;
using HtmIt.Core.Notifications.Decisions;
using HtmIt.Engine.Incidents;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Samples;

/// <summary>Records, in the transaction that writes scores, the rows and the changes of incidents that may concern a device. Costs a comparison a
/// row where none do.</summary>
internal static class CandidateRecord
{
    private const string Insert = """
        insert into notification_candidate (metric_number, row_id, sample_time, value, anomaly_likelihood, surprise, severity, incident_id)
        select * from unnest($1, $2, $3, $4, $5, $6, $7, $8)
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
        AddArray(one => one.Row.Row, NpgsqlDbType.Bigint);
        AddArray(one => DateTime.UnixEpoch.AddSeconds(one.Row.UnixSeconds), NpgsqlDbType.TimestampTz);
        AddArray(one => one.Row.Value, NpgsqlDbType.Double);
        AddArray(one => one.Likelihood, NpgsqlDbType.Double);
        AddArray(one => one.Row.Surprise, NpgsqlDbType.Double);
        AddArray(one => one.Severity, NpgsqlDbType.Double);
        AddArray(one => one.Incident?.Value, NpgsqlDbType.Uuid);
        return await command.ExecuteNonQueryAsync(cancellationToken);

        void AddArray<T>(Func<Candidate, T> select, NpgsqlDbType type) =>
            command.Parameters.Add(new() { Value = found.Select(select).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type });
    }

    private static List<Candidate> Select(IEnumerable<WriteRequest> requests, NotificationBounds bounds, DateTimeOffset now)
    {
        var found = new List<Candidate>();
        foreach (var request in requests)
        {
            var number = request.Metric.Number;
            foreach (var row in request.Rows)
            {
                if (NotificationRules.ConcernsByLikelihood(row, bounds, now))
                {
                    var score = row.Score!.Value;
                    var at = new IncidentRow(row.RowId, row.Time, row.Value, score.Surprise);
                    found.Add(new(number, at, score.AnomalyLikelihood, score.Severity, Incident: null));
                }
            }
            foreach (var incident in request.Incidents)
            {
                if (IncidentRules.IsKept(incident) && NotificationRules.Concerns(incident, bounds, now))
                {
                    var id = IncidentId.Of(request.Metric.Id, request.IncidentKind, incident);
                    found.Add(new(number, incident.Last, Likelihood: 0, incident.Severity, id));
                }
            }
        }
        return found;
    }

    private readonly record struct Candidate(int Metric, IncidentRow Row, double Likelihood, double Severity, IncidentId? Incident);
}
