using System.Globalization;
using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Names;
using HtmIt.Storage.Schema;
using Npgsql;

namespace HtmIt.Benchmarks.Reading;

/// <summary>Rows that are written past the service, to be read through it: each metric's at one distance, a hundred rows a commit.</summary>
internal sealed class StoredHistory(string connectionString, TimeSpan step)
{
    private const int RowsPerCommit = 100;
    public static readonly DateTime Start = new(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Makes an empty database with that name and fills it.</summary>
    public static async Task<StoredHistory> MakeAsync(
        string resource,
        string name,
        int metrics,
        int rowsOfEach,
        TimeSpan step,
        CancellationToken cancellationToken
    )
    {
        var connectionString = new NpgsqlConnectionStringBuilder(resource) { Database = name }.ConnectionString;
        await Migrator.MigrateAsync(connectionString, cancellationToken);
        var history = new StoredHistory(connectionString, step);
        await history.MakeMetricsAsync(metrics, cancellationToken);
        await history.MakePartitionsAsync(Start + (rowsOfEach * step), cancellationToken);
        await history.MakeRowsAsync(metrics, rowsOfEach, cancellationToken);
        return history;
    }

    public string ConnectionString => connectionString;

    public async Task<IReadOnlyList<MetricId>> ReadMetricsAsync(CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand("select id from metric order by number");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var ids = new List<MetricId>();
        while (await reader.ReadAsync(cancellationToken))
        {
            ids.Add(new(reader.GetGuid(0)));
        }
        return ids;
    }

    public Task AnalyzeAsync(CancellationToken cancellationToken) => ExecuteAsync("analyze", cancellationToken);

    private Task MakeMetricsAsync(int metrics, CancellationToken cancellationToken) =>
        ExecuteAsync(
            $"""
            insert into metric (number, id, identity, datasource, name, description, resource, region, tag_name, status, status_message,
                poll_interval_seconds, generation, clearing, create_time, update_time)
            overriding system value
            select i, gen_random_uuid(), sha256(int4send(i)), {CustomDatasource.Instance.Number}, 'bench.' || i, '', 'bench', '', '', 0, '', 300, 0, false, now(), now()
            from generate_series(1, {metrics}) i;
            insert into metric_head (metric_number, last_row_id, generation, status) select number, 0, 0, 0 from metric
            """,
            cancellationToken
        );

    private async Task MakePartitionsAsync(DateTime end, CancellationToken cancellationToken)
    {
        for (var month = Start; month <= end; month = month.AddMonths(1))
        {
            var (from, to) = (Text(month), Text(month.AddMonths(1)));
            await ExecuteAsync(
                $"create table metric_data_{month:yyyyMM} partition of metric_data for values from ('{from}') to ('{to}')",
                cancellationToken
            );
        }

        static string Text(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss+00", CultureInfo.InvariantCulture);
    }

    /// <summary>In the order of time, as they would have come, and with the index on commits as the service keeps it while it writes.</summary>
    private async Task MakeRowsAsync(int metrics, int rowsOfEach, CancellationToken cancellationToken)
    {
        await ExecuteAsync(
            $"""
            insert into metric_data
            select m, i, '{Start:yyyy-MM-dd}'::timestamptz + i * interval '{step.TotalSeconds} seconds', sin(i), 0.1, 0.5, 1, 0.2,
                1 + ((i - 1) * {metrics} + m) / {RowsPerCommit}
            from generate_series(1, {rowsOfEach}) i, generate_series(1, {metrics}) m;
            update metric_head set last_row_id = {rowsOfEach};
            update commit_head set position = (select max(commit_position) from metric_data)
            """,
            cancellationToken
        );
        await ExecuteAsync(
            """
            select brin_summarize_new_values(i.indexrelid)
            from pg_inherits p join pg_index i on i.indrelid = p.inhrelid join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam
            where p.inhparent = 'metric_data'::regclass and a.amname = 'brin'
            """,
            cancellationToken
        );
    }

    private async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
