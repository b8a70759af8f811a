using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Decisions;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Specs;
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
        var command = new NpgsqlBatchCommand(
            """
            insert into notification (id, device_id, metric_number, row_id, sample_time, value, anomaly_likelihood, surprise, severity, score, quiet_period_seconds,
                acknowledged_by, seen_by, create_time)
            select u.id, u.device_id, u.metric_number, u.row_id, u.sample_time, u.value, u.anomaly_likelihood, u.surprise, u.severity, u.score, u.quiet_period_seconds,
                '', '', $12
            from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) with ordinality
                as u(id, device_id, metric_number, row_id, sample_time, value, anomaly_likelihood, surprise, severity, score, quiet_period_seconds, n)
            order by u.n
            """
        );
        command.Parameters.Add(new() { Value = ids, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        Add(one => one.Device.Id, NpgsqlDbType.Text);
        Add(one => one.Candidate.MetricNumber, NpgsqlDbType.Integer);
        Add(one => one.Candidate.RowId, NpgsqlDbType.Bigint);
        Add(one => DateTime.UnixEpoch.AddSeconds(one.Candidate.SampleTime), NpgsqlDbType.TimestampTz);
        Add(one => one.Candidate.Value, NpgsqlDbType.Double);
        Add(one => one.Candidate.AnomalyLikelihood, NpgsqlDbType.Double);
        Add(one => one.Candidate.Surprise, NpgsqlDbType.Double);
        Add(one => one.Candidate.Severity, NpgsqlDbType.Double);
        Add(one => (short)one.Device.Score, NpgsqlDbType.Smallint);
        Add(one => one.Device.QuietPeriodSeconds, NpgsqlDbType.Integer);
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        return command;

        void Add<T>(Func<NewNotification, T> select, NpgsqlDbType type) =>
            command.Parameters.Add(NotificationRows.Array(decided, select, type));
    }

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
