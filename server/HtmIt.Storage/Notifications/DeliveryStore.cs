using System.Text;
using HtmIt.Core.Errors;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Specs;
using HtmIt.Storage.Schema;
using HtmIt.Storage.Sql;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Notifications;

/// <summary>The deliveries that wait. A lane's lease is its due time lying in the future, with an id that tells who holds it.</summary>
internal sealed class DeliveryStore(
    NpgsqlDataSource database,
    StoreContexts contexts,
    TransientRetry retry,
    DatasourceRegistry datasources,
    TimeProvider time
) : IDeliveryStore
{
    /// <summary>Of the 1,000 that there is room for, with how long it was behind it.</summary>
    private const int LongestError = 960;

    /// <summary>For the transaction it begins: the record of a delivery need not reach the disk before the next is sent. Should the
    /// database die in that moment, some are sent once more, which they may be; samples do not wait behind so many small commits.</summary>
    private const string DoNotWait = "select set_config('synchronous_commit', 'off', true)";

    private const string HasWork =
        "exists (select from notification_delivery d where d.device_id = l.device_id and d.channel = l.channel and d.state = 1)";

    public Task<IReadOnlyList<Lane>> LeaseAsync(
        NotificationChannel channel,
        int most,
        TimeSpan lease,
        CancellationToken cancellationToken
    ) =>
        QueryAsync<IReadOnlyList<Lane>>(
            $"""
            update notification_lane set due_time = $3, lease_id = gen_random_uuid()
            where (device_id, channel) in (
                select l.device_id, l.channel from notification_lane l
                where l.channel = $1 and l.due_time <= $2 and {HasWork}
                order by l.due_time, l.device_id limit $4 for update skip locked)
            returning device_id, lease_id, failures
            """,
            [new() { Value = (short)channel }, Now(), Now(lease), new() { Value = most }],
            async (reader, cancel) =>
            {
                var lanes = new List<Lane>();
                while (await reader.ReadAsync(cancel))
                {
                    lanes.Add(new(reader.GetString(0), channel, reader.GetGuid(1), reader.GetInt32(2)));
                }
                return lanes;
            },
            cancellationToken
        );

    public async Task<IReadOnlyList<Delivery>> ReadNextAsync(Lane lane, int most, CancellationToken cancellationToken)
    {
        var next = await QueryAsync(
            $"""
            select {NotificationRows.Columns}, d.id, d.attempts, d.create_time
            from notification_delivery d join notification n on n.id = d.notification_id join metric m on m.number = n.metric_number
            where d.device_id = $1 and d.channel = $2 and d.state = 1 order by d.id limit $3
            """,
            [Text(lane.DeviceId), new() { Value = (short)lane.Channel }, new() { Value = most }],
            ReadDeliveriesAsync,
            cancellationToken
        );
        return next.Count > 0 && await ReadDeviceAsync(lane, cancellationToken) is { } device
            ? next.ConvertAll(one => new Delivery(one.Id, one.Attempts, one.CreateTime, one.Notification, device))
            : [];
    }

    public Task<bool> SentAsync(Lane lane, Delivery delivery, string? messageId, TimeSpan lease, CancellationToken cancellationToken) =>
        QueryAsync(
            """
            with sent as (update notification_delivery set state = 2, attempts = attempts + 1, time = $8 where id = $1 and state = 1),
                noted as (update notification set provider_message_id = $2 where id = $3 and $2 is not null)
            update notification_lane set due_time = $4, failures = 0
            where device_id = $5 and channel = $6 and lease_id = $7
            returning true
            """,
            [
                new() { Value = delivery.Id },
                Text(messageId),
                new() { Value = delivery.Notification.Id },
                Now(lease),
                .. LeaseOf(lane),
                Now(),
            ],
            (reader, cancel) => reader.ReadAsync(cancel),
            cancellationToken
        );

    /// <summary>Counts an attempt once: with it goes the lease, so that trying again after a lost answer changes nothing.</summary>
    public Task FailedAsync(Lane lane, Delivery delivery, string error, bool giveUp, TimeSpan pause, CancellationToken cancellationToken) =>
        QueryAsync(
            """
            with failed as (
                update notification_delivery set attempts = attempts + 1, last_error = $2, state = $3, time = $9
                where id = $1 and exists (
                    select from notification_lane where device_id = $6 and channel = $7 and lease_id = $8))
            update notification_lane set due_time = $4, failures = failures + case when $5 then 0 else 1 end, lease_id = null
            where device_id = $6 and channel = $7 and lease_id = $8
            """,
            [
                new() { Value = delivery.Id },
                Text(ToStorable(error)),
                new() { Value = (short)(giveUp ? DeliveryState.GivenUp : DeliveryState.Waiting) },
                Now(pause),
                new() { Value = pause == TimeSpan.Zero },
                .. LeaseOf(lane),
                Now(),
            ],
            (_, _) => Task.FromResult(true),
            cancellationToken
        );

    public Task ReleaseAsync(Lane lane, CancellationToken cancellationToken) =>
        QueryAsync(
            """
            update notification_lane set due_time = $1, lease_id = null where device_id = $2 and channel = $3 and lease_id = $4
            """,
            [Now(), .. LeaseOf(lane)],
            (_, _) => Task.FromResult(true),
            cancellationToken
        );

    public Task<DateTimeOffset?> ReadNextDueTimeAsync(NotificationChannel channel, CancellationToken cancellationToken) =>
        QueryAsync(
            $"select min(greatest(l.due_time, 'epoch')) from notification_lane l where l.channel = $1 and {HasWork}",
            [new() { Value = (short)channel }],
            async (reader, cancel) =>
            {
                await reader.ReadAsync(cancel);
                return await reader.IsDBNullAsync(0, cancel) ? (DateTimeOffset?)null : reader.GetFieldValue<DateTimeOffset>(0);
            },
            cancellationToken
        );

    private async Task<List<(long Id, int Attempts, DateTimeOffset CreateTime, Notification Notification)>> ReadDeliveriesAsync(
        NpgsqlDataReader reader,
        CancellationToken cancellationToken
    )
    {
        var found = new List<(long, int, DateTimeOffset, Notification)>();
        while (await reader.ReadAsync(cancellationToken))
        {
            found.Add(
                (
                    reader.GetInt64(NotificationRows.ColumnCount),
                    reader.GetInt32(NotificationRows.ColumnCount + 1),
                    reader.GetFieldValue<DateTimeOffset>(NotificationRows.ColumnCount + 2),
                    NotificationRows.ReadNotification(reader, datasources)
                )
            );
        }
        return found;
    }

    private Task<Device?> ReadDeviceAsync(Lane lane, CancellationToken cancellationToken) =>
        contexts.RunAsync(
            async (context, cancel) =>
            {
                var row = await context.NotificationDevices.AsNoTracking().FirstOrDefaultAsync(row => row.Id == lane.DeviceId, cancel);
                return row is null ? null : NotificationRows.ToDevice(row, datasources);
            },
            cancellationToken
        );

    private Task<T> QueryAsync<T>(
        string sql,
        NpgsqlParameter[] parameters,
        Func<NpgsqlDataReader, CancellationToken, Task<T>> read,
        CancellationToken cancellationToken
    ) =>
        retry.ExecuteAsync(
            async cancel =>
            {
                await using var batch = database.CreateBatch();
                batch.BatchCommands.Add(new NpgsqlBatchCommand(DoNotWait));
                var command = new NpgsqlBatchCommand(sql);
                foreach (var parameter in parameters)
                {
                    command.Parameters.Add(parameter.Clone());
                }
                batch.BatchCommands.Add(command);
                await using var reader = await batch.ExecuteReaderAsync(cancel);
                await reader.NextResultAsync(cancel);
                return await read(reader, cancel);
            },
            cancellationToken
        );

    /// <summary>Others wrote a part of it. What the database does not take, the character NUL and halves of characters, would make it refuse the
    /// record of the failure: then the attempt is not counted, and made again for ever.</summary>
    private static string ToStorable(string error) =>
        ShortText.Of(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(error)).Replace('\0', '\uFFFD'), LongestError);

    private NpgsqlParameter Now(TimeSpan later = default) => new() { Value = (time.GetUtcNow() + later).UtcDateTime };

    private static NpgsqlParameter[] LeaseOf(Lane lane) =>
        [Text(lane.DeviceId), new() { Value = (short)lane.Channel }, new() { Value = lane.LeaseId }];

    private static NpgsqlParameter Text(string? value) =>
        new() { Value = value is null ? DBNull.Value : value, NpgsqlDbType = NpgsqlDbType.Text };
}
