using HtmIt.Engine;
using Npgsql;

namespace HtmIt.Testing.Postgres;

/// <summary>Looks into the database behind the server's back.</summary>
public static class Tables
{
    /// <summary>The rows of a metric by row id.</summary>
    public static Task<IReadOnlyList<StoredRow>> RowsAsync(string connectionString, string metricName) =>
        RowsAsync(connectionString, "m.name = $1", metricName);

    /// <summary>The rows of a metric by row id.</summary>
    public static Task<IReadOnlyList<StoredRow>> RowsAsync(string connectionString, Guid metric) =>
        RowsAsync(connectionString, "m.id = $1", metric);

    private static Task<IReadOnlyList<StoredRow>> RowsAsync(string connectionString, string condition, object value) =>
        QueryAsync(
            connectionString,
            $"""
            select d.row_id, extract(epoch from d.sample_time)::bigint, d.value, d.raw_anomaly_score, d.anomaly_likelihood, d.display_value,
            d.surprise, d.severity, d.commit_position
            from metric_data d join metric m on m.number = d.metric_number where {condition} order by d.row_id
            """,
            reader => new StoredRow(
                reader.GetInt64(0),
                reader.GetInt64(1),
                reader.GetDouble(2),
                reader.IsDBNull(4)
                    ? null
                    : new AnomalyResult(
                        reader.GetDouble(3),
                        reader.GetDouble(4),
                        reader.GetInt64(5),
                        reader.GetDouble(6),
                        reader.IsDBNull(7) ? 0 : reader.GetDouble(7)
                    ),
                reader.GetInt64(8)
            ),
            value
        );

    /// <summary>The incidents of a metric by when they began, as text with all their bits; without what differs from metric to metric.</summary>
    public static Task<IReadOnlyList<string>> IncidentsAsync(string connectionString, string metricName) =>
        QueryAsync(
            connectionString,
            """
            select (to_jsonb(i) - '{number,id,metric_number,commit_position}'::text[])::text
            from incident i join metric m on m.number = i.metric_number where m.name = $1 order by i.began_row
            """,
            reader => reader.GetString(0),
            metricName
        );

    /// <summary>Everything stored, as text that can be compared.</summary>
    public static Task<IReadOnlyList<string>> DumpAsync(string connectionString) =>
        QueryAsync(
            connectionString,
            """
            select 'metric ' || t::text from metric t
            union all select 'metric_head ' || t::text from metric_head t
            union all select 'metric_data ' || t::text from metric_data t
            union all select 'incident ' || t::text from incident t
            union all select 'model_checkpoint ' || t.metric_number || ' ' || t.generation || ' ' || t.last_row_id || ' ' || md5(t.state)
                from model_checkpoint t
            order by 1
            """,
            reader => reader.GetString(0)
        );

    /// <summary>Generation and last row of the metric's checkpoint; null when there is none.</summary>
    public static async Task<(int Generation, long RowId)?> CheckpointAsync(string connectionString, string metricName)
    {
        var found = await QueryAsync(
            connectionString,
            """
            select c.generation, c.last_row_id from model_checkpoint c join metric m on m.number = c.metric_number where m.name = $1
            """,
            reader => (reader.GetInt32(0), reader.GetInt64(1)),
            metricName
        );
        return found.Count == 0 ? null : found[0];
    }

    public static async Task<long> CountAsync(string connectionString, string sql, params object[] parameters) =>
        (await QueryAsync(connectionString, sql, reader => reader.GetInt64(0), parameters))[0];

    public static Task ExecuteAsync(string connectionString, string sql, params object[] parameters) =>
        QueryAsync(connectionString, sql, _ => 0, parameters);

    /// <summary>A metric that no caller made, of another datasource than the custom one.</summary>
    public static async Task<Guid> AddCollectedMetricAsync(string connectionString, string name, short datasource)
    {
        var id = Guid.NewGuid();
        await ExecuteAsync(
            connectionString,
            """
            with added as (
                insert into metric (id, identity, datasource, name, description, resource, region, tag_name, status, status_message, poll_interval_seconds,
                    generation, clearing, create_time, update_time)
                values ($1, sha256(uuid_send($1)), $2, $3, '', $3, '', '', 0, '', 300, 0, false, now(), now()) returning number)
            insert into metric_head (metric_number, last_row_id, generation) select number, 0, 0 from added
            """,
            id,
            datasource,
            name
        );
        return id;
    }

    private static async Task<IReadOnlyList<T>> QueryAsync<T>(
        string connectionString,
        string sql,
        Func<NpgsqlDataReader, T> read,
        params object[] parameters
    )
    {
        // A pool of its own, so that no test takes the server's connections for its own.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "htmit-tests", Pooling = false };
        await using var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new() { Value = parameter });
        }
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(read(reader));
        }
        return rows;
    }
}
