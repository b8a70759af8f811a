using System.Text.Json;
using HtmIt.Core.Incidents;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Decisions;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Specs;
using HtmIt.Engine.Incidents;
using HtmIt.Storage.Samples;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Sql;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Notifications;

/// <summary>Turns recorded rows into notifications and deliveries, one transaction at a time in the whole cluster: what is decided depends on
/// what was decided before, and positions must be in the order of commits.</summary>
internal sealed class DecisionStore(
    NpgsqlDataSource database,
    StoreContexts contexts,
    DeviceStore devices,
    DatasourceRegistry datasources,
    TransientRetry retry,
    TimeProvider time
) : IDecisionStore
{
    /// <summary>Held until the transaction ends.</summary>
    internal const string TakeTurn = "select pg_advisory_xact_lock(hashtext('htmit.notifications'))";

    public Task<DecisionOutcome> DecideAsync(
        Func<DecisionInput, IReadOnlyList<NewNotification>> decide,
        CancellationToken cancellationToken
    )
    {
        // What an attempt decided whose answer was lost: the next one finds those rows decided, and must tell of them all the same.
        DecisionOutcome lost = default;
        return retry.ExecuteAsync(
            async cancel =>
            {
                await using var connection = await database.OpenConnectionAsync(cancel);
                if (await ReadNothingWaitsAsync(connection, cancel))
                {
                    return lost;
                }
                await using var transaction = await connection.BeginTransactionAsync(cancel);
                var reader = new DecisionReader(connection, datasources);
                await using (var turn = new NpgsqlCommand($"{TakeTurn}; {DurableCommit.Demand}", connection))
                {
                    await turn.ExecuteNonQueryAsync(cancel);
                }
                var (lastId, input) = await reader.ReadAsync(IDecisionStore.BatchSize, cancel);
                var decided = decide(input);
                await InsertNotificationsAsync(connection, decided, cancel);
                await ExecuteAsync(connection, "delete from notification_candidate where id <= $1", lastId, cancel);
                var deliveries = decided.Sum(one => one.Channels.Count);
                var outcome = new DecisionOutcome(reader.CandidateCount, lost.Notifications + decided.Count, lost.Deliveries + deliveries);
                lost = outcome;
                await transaction.CommitAsync(cancel);
                return outcome;
            },
            cancellationToken
        );
    }

    public Task<int> RefreshAlertsAsync(DateTimeOffset toldBefore, DateTimeOffset sampledSince, CancellationToken cancellationToken) =>
        contexts.RunAsync(
            async (context, cancel) =>
            {
                return await context.Database.ExecuteSqlAsync(
                    $"""
                    update notification_delivery d set state = 1, attempts = 0, last_error = null
                    from incident i join metric_head h on h.metric_number = i.metric_number join notification n on n.incident_id = i.id
                    where i.end_row is null and h.last_sample_time >= {sampledSince} and n.kind in (2, 3)
                    and d.notification_id = n.id and d.channel = {(short)
                        NotificationChannel.Alertmanager} and d.state = 2 and d.time < {toldBefore}
                    and not exists (
                        select from notification l where l.incident_id = n.incident_id and l.device_id = n.device_id and l.position > n.position)
                    """,
                    cancel
                );
            },
            cancellationToken
        );

    public async Task<PurgeOutcome> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var gone = await devices.DeleteUnseenSinceAsync(before, cancellationToken);
        var old = await contexts.RunAsync(
            async (context, cancel) =>
            {
                return await context.Notifications.Where(row => row.SampleTime < before).ExecuteDeleteAsync(cancel);
            },
            cancellationToken
        );
        return new(gone, old);
    }

    /// <summary>Without the lock, and for the usual case that there is nothing to do.</summary>
    private static async Task<bool> ReadNothingWaitsAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select not exists (select from notification_candidate)", connection);
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    private async Task InsertNotificationsAsync(
        NpgsqlConnection connection,
        IReadOnlyList<NewNotification> decided,
        CancellationToken cancellationToken
    )
    {
        if (decided.Count == 0)
        {
            return;
        }
        var now = time.GetUtcNow();
        var ids = decided.Select(_ => Guid.NewGuid()).ToArray();
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(Notifications(decided, ids, now));
        var deliveries = decided
            .Zip(ids)
            .SelectMany(one =>
                one.First.Channels.Select(channel => (one.First.Device.Id, Notification: one.Second, Channel: (short)channel))
            )
            .ToArray();
        if (deliveries.Length > 0)
        {
            batch.BatchCommands.Add(Deliveries(deliveries, now));
            batch.BatchCommands.Add(Lanes(deliveries));
        }
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand Notifications(IReadOnlyList<NewNotification> decided, Guid[] ids, DateTimeOffset now)
    {
        const string Columns = """
            id, device_id, metric_number, row_id, sample_time, value, anomaly_likelihood, surprise, severity, score, quiet_period_seconds,
            kind, incident_id, step_row, onset_row, onset_time, onset_value, onset_surprise, end_time, reasons
            """;
        var command = new NpgsqlBatchCommand(
            $"""
            insert into notification ({Columns}, acknowledged_by, seen_by, create_time)
            select {Columns}, '', '', $21
            from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20::jsonb[]) with ordinality
                as u({Columns}, n)
            order by u.n
            """
        );
        command.Parameters.Add(new() { Value = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        Add(one => one.Device.Id, NpgsqlDbType.Text);
        Add(one => one.Candidate.MetricNumber, NpgsqlDbType.Integer);
        Add(one => Peak(one)?.Row ?? one.Candidate.RowId, NpgsqlDbType.Bigint);
        Add(one => Time(one.Candidate.ToldTime), NpgsqlDbType.TimestampTz);
        Add(one => Peak(one)?.Value ?? one.Candidate.Value, NpgsqlDbType.Double);
        Add(one => one.Candidate.Incident is null ? one.Candidate.AnomalyLikelihood : one.Candidate.PeakLikelihood, NpgsqlDbType.Double);
        Add(one => Peak(one)?.Surprise ?? one.Candidate.Surprise, NpgsqlDbType.Double);
        Add(one => one.Candidate.Severity, NpgsqlDbType.Double);
        Add(one => (short)one.Device.Score, NpgsqlDbType.Smallint);
        Add(one => one.Device.QuietPeriodSeconds, NpgsqlDbType.Integer);
        Add(one => (short)one.Kind, NpgsqlDbType.Smallint);
        Add(one => one.Candidate.Incident?.Id.Value, NpgsqlDbType.Uuid);
        Add(one => State(one)?.Last.Row, NpgsqlDbType.Bigint);
        Add(one => State(one)?.Onset.Row, NpgsqlDbType.Bigint);
        Add(one => State(one) is { } state ? Time(state.Onset.UnixSeconds) : (DateTime?)null, NpgsqlDbType.TimestampTz);
        Add(one => State(one)?.Onset.Value, NpgsqlDbType.Double);
        Add(one => State(one)?.Onset.Surprise, NpgsqlDbType.Double);
        Add(one => State(one)?.End is { } end ? Time(end.UnixSeconds) : (DateTime?)null, NpgsqlDbType.TimestampTz);
        Add(one => Reasons(State(one)), NpgsqlDbType.Text);
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        return command;

        void Add<T>(Func<NewNotification, T> select, NpgsqlDbType type) =>
            command.Parameters.Add(NotificationRows.Array(decided, select, type));
    }

    private static IncidentState? State(NewNotification one) => one.Candidate.Incident?.State;

    private static IncidentRow? Peak(NewNotification one) => State(one)?.Peak;

    private static DateTime Time(long seconds) => DateTime.UnixEpoch.AddSeconds(seconds);

    private static string Reasons(IncidentState? state) =>
        JsonSerializer.Serialize(state is null ? [] : state.Reasons.Select(reason => IncidentReasons.Describe(reason, state)));

    private static NpgsqlBatchCommand Deliveries((string Device, Guid Notification, short Channel)[] deliveries, DateTimeOffset now)
    {
        var command = new NpgsqlBatchCommand(
            """
            insert into notification_delivery (device_id, notification_id, channel, state, attempts, create_time, time)
            select u.device_id, u.notification_id, u.channel, 1, 0, $4, $4
            from unnest($1, $2, $3) with ordinality as u(device_id, notification_id, channel, n) order by u.n
            """
        );
        command.Parameters.Add(NotificationRows.Array(deliveries, one => one.Device, NpgsqlDbType.Text));
        command.Parameters.Add(NotificationRows.Array(deliveries, one => one.Notification, NpgsqlDbType.Uuid));
        command.Parameters.Add(NotificationRows.Array(deliveries, one => one.Channel, NpgsqlDbType.Smallint));
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        return command;
    }

    private static NpgsqlBatchCommand Lanes((string Device, Guid Notification, short Channel)[] deliveries)
    {
        var lanes = deliveries.Select(one => (one.Device, one.Channel)).Distinct().Order().ToArray();
        var command = new NpgsqlBatchCommand(
            """
            insert into notification_lane (device_id, channel, due_time, failures)
            select u.device_id, u.channel, '-infinity', 0 from unnest($1, $2) as u(device_id, channel)
            on conflict do nothing
            """
        );
        command.Parameters.Add(NotificationRows.Array(lanes, one => one.Device, NpgsqlDbType.Text));
        command.Parameters.Add(NotificationRows.Array(lanes, one => one.Channel, NpgsqlDbType.Smallint));
        return command;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, object parameter, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new() { Value = parameter });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
