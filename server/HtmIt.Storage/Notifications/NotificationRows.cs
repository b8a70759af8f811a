using System.Globalization;
using System.Text.Json;
using HtmIt.Core.Metrics;
using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Specs;
using HtmIt.Storage.Metrics;
using HtmIt.Storage.Schema.Rows;
using Npgsql;
using NpgsqlTypes;

namespace HtmIt.Storage.Notifications;

/// <summary>Rows of the notification tables as domain records.</summary>
internal static class NotificationRows
{
    /// <summary>For <see cref="ReadNotification"/>, of <c>notification n join metric m</c>.</summary>
    public const string Columns =
        "n.id, n.position, n.device_id, m.id, m.number, m.name, m.datasource, m.resource, m.tag_name, n.row_id, n.sample_time, n.value, "
        + "n.anomaly_likelihood, n.surprise, n.score, n.quiet_period_seconds, n.acknowledge_time, n.acknowledged_by, n.seen_time, n.seen_by, "
        + "n.provider_message_id, n.create_time, m.description, m.region, m.labels, m.resource_id, n.severity, "
        + "n.kind, n.incident_id, n.onset_row, n.onset_time, n.onset_value, n.onset_surprise, n.end_time, n.reasons";

    public const int ColumnCount = 35;

    /// <summary>For <see cref="ReadDeliveries"/>, after <see cref="Columns"/>.</summary>
    public const string Deliveries = """
        (select json_agg(json_build_object('Channel', d.channel, 'State', d.state, 'AttemptCount', d.attempts, 'LastError', d.last_error,
            'LastAttemptTime', case when d.attempts > 0 then d.time end,
            'NextAttemptTime', case when d.state = 1 and l.lease_id is null then greatest(l.due_time, d.time) end) order by d.channel)
            from notification_delivery d left join notification_lane l on l.device_id = d.device_id and l.channel = d.channel
            where d.notification_id = n.id)
        """;

    public static Notification ReadNotification(NpgsqlDataReader reader, DatasourceRegistry datasources) =>
        new()
        {
            Id = reader.GetGuid(0),
            Position = reader.GetInt64(1),
            DeviceId = reader.GetString(2),
            Metric = new(reader.GetGuid(3)),
            MetricNumber = reader.GetInt32(4),
            MetricName = reader.GetString(5),
            Datasource = datasources[reader.GetInt16(6)],
            Resource = reader.GetString(7),
            ResourceId = new(reader.GetGuid(25)),
            TagName = reader.GetString(8),
            RowId = reader.GetInt64(9),
            SampleTime = Seconds(reader, 10),
            Value = reader.GetDouble(11),
            AnomalyLikelihood = reader.GetDouble(12),
            Surprise = reader.GetDouble(13),
            Severity = reader.GetDouble(26),
            Score = (NotificationScore)reader.GetInt16(14),
            QuietPeriodSeconds = reader.GetInt32(15),
            AcknowledgeTime = Time(reader, 16),
            AcknowledgedBy = reader.GetString(17),
            SeenTime = Time(reader, 18),
            SeenBy = reader.GetString(19),
            ProviderMessageId = reader.IsDBNull(20) ? null : reader.GetString(20),
            CreateTime = reader.GetFieldValue<DateTimeOffset>(21),
            Description = reader.GetString(22),
            Region = reader.GetString(23),
            Labels = MetricRowMapping.ToLabels(reader.GetString(24)),
            Kind = (NotificationKind)reader.GetInt16(27),
            Incident = reader.IsDBNull(28) ? null : ReadIncident(reader),
        };

    public static IReadOnlyList<NotificationDelivery> ReadDeliveries(NpgsqlDataReader reader) =>
        reader.IsDBNull(ColumnCount) ? [] : JsonSerializer.Deserialize<NotificationDelivery[]>(reader.GetString(ColumnCount))!;

    public static Device ToDevice(NotificationDeviceRow row, DatasourceRegistry datasources) =>
        new()
        {
            Id = row.Id,
            EmailAddress = row.EmailAddress,
            WebhookUrl = row.WebhookUrl,
            ProtectedWebhookSecret = row.WebhookSecret,
            AlertmanagerUrl = row.AlertmanagerUrl,
            QuietPeriodSeconds = row.QuietPeriodSeconds,
            Score = (NotificationScore)row.Score,
            LikelihoodThreshold = row.LikelihoodThreshold,
            SeverityThreshold = row.SeverityThreshold,
            MutedUntil = row.MutedUntil,
            Selectors = SelectorJson.Read(row.Selectors, datasources),
            LastFetchTime = row.LastSeenTime,
            CreateTime = row.CreateTime,
            UpdateTime = row.UpdateTime,
            Etag = row.Version.ToString("x", CultureInfo.InvariantCulture),
        };

    private static NotifiedIncident ReadIncident(NpgsqlDataReader reader) =>
        new(
            new(reader.GetGuid(28)),
            new(reader.GetInt64(29), Seconds(reader, 30), reader.GetDouble(31), reader.GetDouble(32)),
            reader.IsDBNull(33) ? null : Seconds(reader, 33),
            JsonSerializer.Deserialize<string[]>(reader.GetString(34))!
        );

    private static DateTimeOffset? Time(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    public static long Seconds(NpgsqlDataReader reader, int column) =>
        (reader.GetDateTime(column) - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;

    public static NpgsqlParameter Array<TItem, T>(IEnumerable<TItem> items, Func<TItem, T> select, NpgsqlDbType type) =>
        new() { Value = items.Select(select).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | type };
}
