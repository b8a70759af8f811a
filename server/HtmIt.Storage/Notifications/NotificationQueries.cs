using HtmIt.Core.Names;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.History;
using HtmIt.Core.Specs;
using HtmIt.Storage.Sql;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Notifications;

/// <summary>Reads notifications and marks them.</summary>
internal sealed class NotificationQueries(
    NpgsqlDataSource database,
    TransientRetry retry,
    DatasourceRegistry datasources,
    TimeProvider time
) : INotificationStore
{
    /// <summary>Of the years 1 and 9999.</summary>
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;

    private const string From =
        $"select {NotificationRows.Columns}, {NotificationRows.Deliveries} from notification n join metric m on m.number = n.metric_number";

    public async Task<Notification?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        var found = await QueryAsync($"{From} where n.id = $1", [Uuid(id)], cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public Task<IReadOnlyList<Notification>> ListAsync(NotificationQuery query, CancellationToken cancellationToken) =>
        QueryAsync(
            $"""
            {From}
            where n.device_id = $1 and n.sample_time between $2 and $7 and ($3 or n.seen_time is null and n.acknowledge_time is null)
            and (n.sample_time, n.position) < ($4, $5)
            order by n.sample_time desc, n.position desc limit $6
            """,
            [
                Text(query.DeviceId),
                Time(query.FromTime ?? FirstSecond),
                new() { Value = query.IncludeHandled },
                Time(query.After?.SampleTime ?? LastSecond),
                new() { Value = query.After?.Position ?? long.MaxValue },
                new() { Value = query.Limit },
                Time(query.ToTime ?? LastSecond),
            ],
            cancellationToken
        );

    public Task<IReadOnlyList<Notification>> ReadAfterAsync(
        string deviceId,
        long position,
        int limit,
        CancellationToken cancellationToken
    ) =>
        QueryAsync(
            $"{From} where n.device_id = $1 and n.position > $2 order by n.position limit $3",
            [Text(deviceId), new() { Value = position }, new() { Value = limit }],
            cancellationToken
        );

    public Task<long?> FindLatestUnseenAsync(string deviceId, ResourceId resource, CancellationToken cancellationToken) =>
        retry.ExecuteAsync(
            async cancel =>
            {
                await using var command = database.CreateCommand(
                    """
                    select max(n.sample_time) from notification n join metric m on m.number = n.metric_number
                    where n.device_id = $1 and m.resource_id = $2 and n.seen_time is null and n.kind <> 4
                    """
                );
                command.Parameters.Add(Text(deviceId));
                command.Parameters.Add(new() { Value = resource.Value });
                await using var reader = await command.ExecuteReaderAsync(cancel);
                await reader.ReadAsync(cancel);
                return await reader.IsDBNullAsync(0, cancel) ? (long?)null : NotificationRows.Seconds(reader, 0);
            },
            cancellationToken
        );

    /// <summary>A number that was taken, but whose transaction has not committed, must not count: the lock of the decisions is waited for.
    /// </summary>
    public Task<long> ReadNewestPositionAsync(CancellationToken cancellationToken) =>
        retry.ExecuteAsync(
            async cancel =>
            {
                await using var connection = await database.OpenConnectionAsync(cancel);
                await using var transaction = await connection.BeginTransactionAsync(cancel);
                await using (var wait = new NpgsqlCommand(DecisionStore.TakeTurn, connection))
                {
                    await wait.ExecuteNonQueryAsync(cancel);
                }
                await using var read = new NpgsqlCommand(
                    "select case when is_called then last_value else 0 end from notification_position_seq",
                    connection
                );
                return (long)(await read.ExecuteScalarAsync(cancel))!;
            },
            cancellationToken
        );

    public Task<long?> FindPositionBeforeAsync(string deviceId, DateTimeOffset time, CancellationToken cancellationToken) =>
        retry.ExecuteAsync(
            async cancel =>
            {
                await using var command = database.CreateCommand(
                    "select min(position) - 1 from notification where device_id = $1 and create_time >= $2"
                );
                command.Parameters.Add(Text(deviceId));
                command.Parameters.Add(new() { Value = time.UtcDateTime });
                return await command.ExecuteScalarAsync(cancel) as long?;
            },
            cancellationToken
        );

    public Task<int> MarkAsync(
        NotificationMark mark,
        string user,
        IReadOnlyCollection<(string DeviceId, Guid Id)> notifications,
        CancellationToken cancellationToken
    )
    {
        var (when, who) = mark == NotificationMark.Seen ? ("seen_time", "seen_by") : ("acknowledge_time", "acknowledged_by");
        var now = time.GetUtcNow().UtcDateTime;
        var changed = 0;
        return retry.ExecuteAsync(
            async cancel =>
            {
                await using var connection = await database.OpenConnectionAsync(cancel);
                await using var transaction = await connection.BeginTransactionAsync(cancel);
                await using var command = new NpgsqlCommand(
                    $"""
                    update notification n set {when} = $3, {who} = $4
                    from unnest($1, $2) as u(device_id, id)
                    where n.id = u.id and n.device_id = u.device_id and n.{when} is null
                    """,
                    connection
                );
                command.Parameters.Add(NotificationRows.Array(notifications, one => one.DeviceId, NpgsqlDbType.Text));
                command.Parameters.Add(NotificationRows.Array(notifications, one => one.Id, NpgsqlDbType.Uuid));
                command.Parameters.Add(new() { Value = now });
                command.Parameters.Add(Text(user));
                // Where the answer to the commit is lost, the next attempt finds nothing to mark: the one before did it.
                changed = Math.Max(changed, await command.ExecuteNonQueryAsync(cancel));
                await transaction.CommitAsync(cancel);
                return changed;
            },
            cancellationToken
        );
    }

    private Task<IReadOnlyList<Notification>> QueryAsync(string sql, NpgsqlParameter[] parameters, CancellationToken cancellationToken) =>
        retry.ExecuteAsync<IReadOnlyList<Notification>>(
            async cancel =>
            {
                await using var command = database.CreateCommand(sql);
                command.Parameters.AddRange(parameters.Select(one => one.Clone()).ToArray());
                await using var reader = await command.ExecuteReaderAsync(cancel);
                var found = new List<Notification>();
                while (await reader.ReadAsync(cancel))
                {
                    found.Add(
                        NotificationRows.ReadNotification(reader, datasources) with
                        {
                            Deliveries = NotificationRows.ReadDeliveries(reader),
                        }
                    );
                }
                return found;
            },
            cancellationToken
        );

    private static NpgsqlParameter Text(string value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Time(long second) => new() { Value = DateTime.UnixEpoch.AddSeconds(second) };

    private static NpgsqlParameter Uuid(Guid value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Uuid };
}
