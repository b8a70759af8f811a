using HtmIt.Core.Datasources.Custom;
using Npgsql;

namespace HtmIt.Benchmarks.Selecting;

/// <summary>Metrics of five labels, written past the service, spread over the order of lists as they come in life.</summary>
internal static class StoredMetrics
{
    public static async Task MakeAsync(string connectionString, int count, CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(
            $"""
            insert into metric (id, identity, datasource, name, labels, description, resource, region, tag_name, status, status_message,
                poll_interval_seconds, generation, clearing, create_time, update_time)
            select gen_random_uuid(), sha256(int4send(i)), {CustomDatasource.Instance.Number}, 'bench.' || i % 20,
                jsonb_build_object('host', 'web-' || i, 'env', 'prod', 'rack', 'rack-' || i % 100,
                                   'zone', case when i = {count / 2} then 'odd' else 'even' end, 'team', 'team-' || i % 7),
                'A metric of the benchmark', md5(i::text), '', '', 0, '', 300, 0, false, now(), now()
            from generate_series(1, {count}) i;
            insert into metric_head (metric_number, last_row_id, generation, status) select number, 0, 0, 0 from metric;
            analyze metric, metric_head
            """
        );
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
