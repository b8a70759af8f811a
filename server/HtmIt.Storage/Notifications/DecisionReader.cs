using HtmIt.Core.Incidents;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Notifications.Decisions;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Specs;
using HtmIt.Storage.Metrics;
using HtmIt.Storage.Samples;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Notifications;

/// <summary>Reads what one transaction of decisions goes by. Metrics and devices are locked against being deleted meanwhile.</summary>
internal sealed class DecisionReader(NpgsqlConnection connection, DatasourceRegistry datasources)
{
    /// <summary>How many rows were taken, those of deleted metrics included.</summary>
    public int CandidateCount { get; private set; }

    public async Task<(long LastId, DecisionInput Input)> ReadAsync(int most, CancellationToken cancellationToken)
    {
        var found = await ReadCandidatesAsync(most, cancellationToken);
        CandidateCount = found.Count;
        var metrics = await ReadMetricsAsync(found, cancellationToken);
        var incidents = await ReadIncidentsAsync([.. found.Select(one => one.Incident).OfType<Guid>()], cancellationToken);
        var candidates = found
            .Where(one => metrics.ContainsKey(one.Candidate.MetricNumber))
            // An incident that is gone was one of a model that is gone.
            .Where(one => one.Incident is not { } id || incidents.ContainsKey(id))
            .Select(one => Complete(one.Candidate, metrics[one.Candidate.MetricNumber], one.Incident, incidents))
            .ToArray();
        var devices = await ReadDevicesAsync(cancellationToken);
        var resources = metrics.Values.Select(metric => metric.ResourceId).Distinct();
        var unseen = await ReadUnseenAsync(resources, Oldest(candidates, devices), cancellationToken);
        var known = await ReadKnownAsync(candidates, cancellationToken);
        var told = await ReadToldAsync(candidates, cancellationToken);
        return (found.Count == 0 ? 0 : found[^1].Id, new(candidates, devices, new(metrics), unseen, known, told));
    }

    private static NotificationCandidate Complete(
        NotificationCandidate candidate,
        Metric metric,
        Guid? incident,
        Dictionary<Guid, (Incident Incident, double PeakLikelihood)> incidents
    )
    {
        var of = candidate with { Resource = metric.ResourceId };
        if (incident is not { } id)
        {
            return of;
        }
        var (found, likelihood) = incidents[id];
        return of with { Incident = found, Severity = found.State.Severity, PeakLikelihood = likelihood };
    }

    private Task<List<(long Id, NotificationCandidate Candidate, Guid? Incident)>> ReadCandidatesAsync(
        int most,
        CancellationToken cancellationToken
    ) =>
        QueryAsync(
            """
            select id, metric_number, row_id, sample_time, value, anomaly_likelihood, surprise, severity, incident_id from notification_candidate order by id limit $1
            """,
            reader =>
                (
                    reader.GetInt64(0),
                    new NotificationCandidate(
                        reader.GetInt32(1),
                        default,
                        reader.GetInt64(2),
                        NotificationRows.Seconds(reader, 3),
                        reader.GetDouble(4),
                        reader.GetDouble(5),
                        reader.GetDouble(6),
                        reader.GetDouble(7)
                    ),
                    reader.IsDBNull(8) ? (Guid?)null : reader.GetGuid(8)
                ),
            [new() { Value = most }],
            cancellationToken
        );

    /// <summary>What selectors look at, and nothing else.</summary>
    private async Task<Dictionary<int, Metric>> ReadMetricsAsync(
        IEnumerable<(long Id, NotificationCandidate Candidate, Guid? Incident)> candidates,
        CancellationToken cancellationToken
    )
    {
        var numbers = candidates.Select(one => one.Candidate.MetricNumber).Distinct();
        var found = await QueryAsync(
            """
            select number, resource, id, name, labels, datasource, autostack_id, status, resource_id from metric where number = any($1) for key share
            """,
            reader => new Metric
            {
                Number = reader.GetInt32(0),
                Resource = reader.GetString(1),
                Id = new(reader.GetGuid(2)),
                Name = reader.GetString(3),
                Labels = MetricRowMapping.ToLabels(reader.GetString(4)),
                Datasource = datasources[reader.GetInt16(5)],
                Autostack = reader.IsDBNull(6) ? null : new AutostackId(reader.GetGuid(6)),
                Status = (MetricStatus)reader.GetInt16(7),
                Description = "",
                ResourceId = new(reader.GetGuid(8)),
            },
            [NotificationRows.Array(numbers, number => number, NpgsqlDbType.Integer)],
            cancellationToken
        );
        return found.ToDictionary(one => one.Number);
    }

    private Task<List<Device>> ReadDevicesAsync(CancellationToken cancellationToken) =>
        QueryAsync(
            """
            select id, email_address, webhook_url, alertmanager_url, quiet_period_seconds, score, likelihood_threshold, severity_threshold,
                muted_until, selectors
            from notification_device order by id for key share
            """,
            reader =>
                NotificationRows.ToDevice(
                    new()
                    {
                        Id = reader.GetString(0),
                        EmailAddress = reader.GetString(1),
                        WebhookUrl = reader.GetString(2),
                        AlertmanagerUrl = reader.GetString(3),
                        QuietPeriodSeconds = reader.GetInt32(4),
                        Score = reader.GetInt16(5),
                        LikelihoodThreshold = reader.GetDouble(6),
                        SeverityThreshold = reader.GetDouble(7),
                        MutedUntil = reader.IsDBNull(8) ? null : reader.GetFieldValue<DateTimeOffset>(8),
                        Selectors = reader.GetString(9),
                    },
                    datasources
                ),
            [],
            cancellationToken
        );

    /// <summary>Whatever is not later than this suppresses none of the candidates, whichever device's window it is.</summary>
    private static long Oldest(NotificationCandidate[] candidates, List<Device> devices) =>
        candidates.Select(one => one.ToldTime).DefaultIfEmpty().Min()
        - devices.Select(one => one.QuietPeriodSeconds).DefaultIfEmpty().Max();

    /// <summary>Where nobody marks them seen, a month of them gathers: the time keeps the rest of it from being read for each decision.
    /// </summary>
    private async Task<Dictionary<(string, ResourceId), long>> ReadUnseenAsync(
        IEnumerable<ResourceId> resources,
        long after,
        CancellationToken cancellationToken
    )
    {
        var found = await QueryAsync(
            """
            select n.device_id, m.resource_id, max(n.sample_time) from notification n join metric m on m.number = n.metric_number
            where n.seen_time is null and n.kind <> 4 and m.resource_id = any($1) and n.sample_time > $2 group by n.device_id, m.resource_id
            """,
            reader => (Device: reader.GetString(0), Resource: new ResourceId(reader.GetGuid(1)), Time: NotificationRows.Seconds(reader, 2)),
            [
                NotificationRows.Array(resources, resource => resource.Value, NpgsqlDbType.Uuid),
                new() { Value = DateTime.UnixEpoch.AddSeconds(after) },
            ],
            cancellationToken
        );
        return found.ToDictionary(one => (one.Device, one.Resource), one => one.Time);
    }

    /// <summary>Incidents as they are now, with the likelihoods of their peaks.</summary>
    private async Task<Dictionary<Guid, (Incident Incident, double PeakLikelihood)>> ReadIncidentsAsync(
        Guid[] ids,
        CancellationToken cancellationToken
    )
    {
        var found = await QueryAsync(
            $"""
            select {IncidentColumns.OfTable}, m.id, h.history_id, null::bigint, null::bigint, coalesce(d.anomaly_likelihood, 0)
            from incident i join metric m on m.number = i.metric_number cross join commit_head h
            left join metric_data d on d.metric_number = i.metric_number and d.sample_time = i.peak_time
            where i.id = any($1)
            """,
            reader => (Incident: IncidentColumns.Read(reader), Likelihood: reader.GetDouble(IncidentColumns.ReadCount)),
            [new() { Value = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid }],
            cancellationToken
        );
        return found.ToDictionary(one => one.Incident.Id.Value, one => (one.Incident, one.Likelihood));
    }

    private async Task<Dictionary<(IncidentId, string), ToldIncident>> ReadToldAsync(
        NotificationCandidate[] candidates,
        CancellationToken cancellationToken
    )
    {
        var ids = candidates.Select(one => one.Incident?.Id.Value).OfType<Guid>().Distinct();
        var found = await QueryAsync(
            """
            select n.incident_id, n.device_id, max(n.severity), bool_or(n.kind = 4) from notification n where n.incident_id = any($1)
            group by n.incident_id, n.device_id
            """,
            reader =>
                (
                    Incident: new IncidentId(reader.GetGuid(0)),
                    Device: reader.GetString(1),
                    Severity: reader.GetDouble(2),
                    HasEnded: reader.GetBoolean(3)
                ),
            [NotificationRows.Array(ids, id => id, NpgsqlDbType.Uuid)],
            cancellationToken
        );
        return found.ToDictionary(one => (one.Incident, one.Device), one => new ToldIncident(one.Severity, one.HasEnded));
    }

    private async Task<HashSet<(int, long, string)>> ReadKnownAsync(NotificationCandidate[] candidates, CancellationToken cancellationToken)
    {
        var found = await QueryAsync(
            """
            select n.metric_number, n.row_id, n.device_id from notification n
            join unnest($1, $2) as u(metric_number, row_id) on u.metric_number = n.metric_number and u.row_id = n.row_id
            where n.incident_id is null
            """,
            reader => (reader.GetInt32(0), reader.GetInt64(1), reader.GetString(2)),
            [
                NotificationRows.Array(candidates, one => one.MetricNumber, NpgsqlDbType.Integer),
                NotificationRows.Array(candidates, one => one.RowId, NpgsqlDbType.Bigint),
            ],
            cancellationToken
        );
        return [.. found];
    }

    private async Task<List<T>> QueryAsync<T>(
        string sql,
        Func<NpgsqlDataReader, T> read,
        NpgsqlParameter[] parameters,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }
        return rows;
    }
}
