using HtmIt.Testing.Server;
using Npgsql;

namespace HtmIt.Server.Tests.Exchange;

/// <summary>What two servers have alike after a move, without what each calls things by itself.</summary>
internal static class ExchangeTables
{
    /// <summary>Each row with the bits of its numbers.</summary>
    public static Task<IReadOnlyList<string>> RowsAsync(InProcessServer server) =>
        QueryAsync(
            server,
            """
            select concat_ws('|', m.name, m.labels, m.tag_name, case when m.datasource = 2 then m.resource end, d.row_id, d.sample_time,
                float8send(d.value), float8send(d.raw_anomaly_score), float8send(d.anomaly_likelihood), d.display_value, float8send(d.surprise), float8send(d.severity))
            from metric_data d join metric m on m.number = d.metric_number order by 1
            """
        );

    /// <summary>Each incident with the bits of its numbers; those that have names of their server apart.</summary>
    public static Task<IReadOnlyList<string>> IncidentsAsync(InProcessServer server) =>
        QueryAsync(
            server,
            """
            select concat_ws('|', m.name, m.labels, m.tag_name, case when m.datasource = 2 then m.resource end,
                to_jsonb(i) - '{number,id,metric_number,commit_position}'::text[])
            from incident i join metric m on m.number = i.metric_number order by 1
            """
        );

    public static Task<IReadOnlyList<string>> MetricsAsync(InProcessServer server) =>
        QueryAsync(
            server,
            """
            select concat_ws('|', m.name, m.labels, m.datasource, m.description, m.tag_name, m.region, m.status, m.model_params,
                h.last_row_id, h.last_sample_time, h.next_collect_time, case when m.autostack_id is null then m.parameters::text end)
            from metric m join metric_head h on h.metric_number = m.number order by 1
            """
        );

    private static async Task<IReadOnlyList<string>> QueryAsync(InProcessServer server, string sql)
    {
        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }
        return rows;
    }
}
