using System.Text.Json;
using HtmIt.Storage.Samples;
using HtmIt.Storage.Sql;
using HtmIt.Testing.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using NUnit.Framework;

namespace HtmIt.Storage.Tests.Samples;

/// <summary>How the database finds the rows of a page, whatever its statistics say: none, old ones, new ones.</summary>
public sealed class ReadingPlanTests
{
    private const int Rows = 120_000;
    private const int PageRows = 1_000;

    private static readonly string[] Statistics = ["none", "old", "new"];
    private static readonly string[] PlanModes = ["force_custom_plan", "force_generic_plan"];

    private readonly Dictionary<string, string> _databases = [];

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        foreach (var statistics in Statistics)
        {
            var database = await TestDatabases.CreateAsync();
            _databases[statistics] = database;
            await MakeTablesAsync(database);
            if (statistics == "old")
            {
                await InsertAsync(database, 1, 300);
                await Tables.ExecuteAsync(database, "analyze metric_data");
                await InsertAsync(database, 301, Rows);
            }
            else
            {
                await InsertAsync(database, 1, Rows);
            }
            if (statistics == "new")
            {
                await Tables.ExecuteAsync(database, "analyze metric_data");
            }
        }
    }

    [Test]
    public async Task History_OneMetric_ReadsAPageAlongTheKey(
        [ValueSource(nameof(Statistics))] string statistics,
        [ValueSource(nameof(PlanModes))] string mode
    )
    {
        var plan = await ExplainAsync(
            _databases[statistics],
            mode,
            AccessPath.Key,
            "(int, timestamptz, timestamptz, int[])",
            HistoryReader.ToSql(1, PageRows),
            "(1, '2026-02-10', '2026-01-05', null)"
        );
        var scans = plan.Where(node => node.Table.StartsWith("metric_data", StringComparison.Ordinal)).ToArray();
        Assert.That(scans.Select(node => node.Type), Is.All.EqualTo("Index Scan"));
        Assert.That(scans.Select(node => node.Condition), Is.All.Contains("metric_number =").And.All.Contains("sample_time >"));
        Assert.That(scans.Sum(node => node.Rows), Is.EqualTo(PageRows));
        Assert.That(scans.Sum(node => node.Removed), Is.Zero);
    }

    [Test]
    public async Task Changes_FewCommits_ReadsTheirBlocks(
        [ValueSource(nameof(Statistics))] string statistics,
        [ValueSource(nameof(PlanModes))] string mode
    )
    {
        var plan = await ExplainAsync(
            _databases[statistics],
            mode,
            AccessPath.Blocks,
            "(float8, float8, bigint, bigint, int[], bigint)",
            SampleReader.ChangesSql,
            "(null, null, 50000, 50100, '{1}', null)"
        );
        var scans = plan.Where(node => node.Table.StartsWith("metric_data", StringComparison.Ordinal)).ToArray();
        Assert.That(scans.Select(node => node.Type), Is.All.EqualTo("Bitmap Heap Scan"));
        Assert.That(scans.Sum(node => node.Rows), Is.EqualTo(100));
        // Whole block ranges are read: 16 pages with about 100 rows each.
        Assert.That(scans.Sum(node => node.Removed), Is.LessThan(10_000));
    }

    [Test]
    public async Task Buckets_TwoMonthsOfMetric_ReadsOnlyTheirRowsAndHoldsNone(
        [ValueSource(nameof(Statistics))] string statistics,
        [ValueSource(nameof(PlanModes))] string mode
    )
    {
        var hours = Enumerable.Range(0, (61 * 24) + 1).Select(hour => $"{new DateTime(2026, 3, 1).AddHours(hour):s}Z").ToArray();
        var plan = await ExplainAsync(
            _databases[statistics],
            mode,
            AccessPath.KeySums,
            "(int, timestamptz[], timestamptz[], timestamptz, timestamptz)",
            BucketReader.SumsSql,
            $"(1, '{{{string.Join(',', hours[..^1])}}}', '{{{string.Join(',', hours[1..])}}}', '{hours[0]}', '{hours[^1]}')"
        );
        var scans = plan.Where(node => node.Table.StartsWith("metric_data", StringComparison.Ordinal)).ToArray();
        Assert.That(scans.Select(node => node.Type), Is.All.EqualTo("Index Scan").Or.EqualTo("Index Only Scan"));
        Assert.That(scans.Select(node => node.Condition), Is.All.Contains("metric_number =").And.All.Contains("sample_time "));
        // The rows of 61 days, and the first and last of each hour; of no other month or metric.
        Assert.That(scans.Sum(node => node.Rows * node.Loops), Is.EqualTo((61 * 720) + (2 * 61 * 24)));
        Assert.That(scans.Sum(node => node.Removed), Is.Zero);
        Assert.That(plan.Select(node => node.Type), Has.None.StartsWith("Gather").And.None.EqualTo("Sort"));
        Assert.That(plan.Sum(node => node.FileBlocks), Is.Zero, "nothing goes through files");
    }

    [Test]
    public async Task Buckets_WhereTheRowsAre_IsFoundAtTheEnds(
        [ValueSource(nameof(Statistics))] string statistics,
        [ValueSource(nameof(PlanModes))] string mode
    )
    {
        var plan = await ExplainAsync(
            _databases[statistics],
            mode,
            AccessPath.Key,
            "(int, timestamptz, timestamptz)",
            BucketReader.ExtentSql,
            "(1, '2026-03-01', '2026-05-01')"
        );
        var scans = plan.Where(node => node.Table.StartsWith("metric_data", StringComparison.Ordinal)).ToArray();
        Assert.That(scans.Select(node => node.Type), Is.All.EqualTo("Index Scan").Or.EqualTo("Index Only Scan"));
        // The last ones for the usual distance, the first one and the one before it.
        Assert.That(scans.Sum(node => node.Rows * node.Loops), Is.EqualTo(1_001 + 2));
        Assert.That(scans.Sum(node => node.Removed), Is.Zero);
    }

    private sealed record Node(string Type, string Table, string Condition, long Rows, long Removed, long Loops, long FileBlocks);

    private static async Task<IReadOnlyList<Node>> ExplainAsync(
        string database,
        string mode,
        AccessPath path,
        string types,
        string sql,
        string values
    )
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await ExecuteAsync(path.ToSql());
        await ExecuteAsync($"set local plan_cache_mode = {mode}");
        await ExecuteAsync($"prepare page{types} as {sql}");
        await using var command = new NpgsqlCommand(
            $"explain (analyze, buffers, timing off, format json) execute page{values}",
            connection
        );
        using var plan = JsonDocument.Parse((string)(await command.ExecuteScalarAsync())!);
        await ExecuteAsync("deallocate page");
        return [.. Flatten(plan.RootElement[0].GetProperty("Plan"))];

        async Task ExecuteAsync(string text)
        {
            await using var statement = new NpgsqlCommand(text, connection);
            await statement.ExecuteNonQueryAsync();
        }
    }

    private static IEnumerable<Node> Flatten(JsonElement plan)
    {
        var children = plan.TryGetProperty("Plans", out var plans) ? plans.EnumerateArray() : default;
        var self = new Node(
            Text(plan, "Node Type"),
            Text(plan, "Relation Name"),
            Text(plan, "Index Cond"),
            Number(plan, "Actual Rows"),
            Number(plan, "Rows Removed by Filter") + Number(plan, "Rows Removed by Index Recheck"),
            Number(plan, "Actual Loops"),
            Number(plan, "Temp Written Blocks")
        );
        return children.SelectMany(Flatten).Prepend(self);
    }

    private static string Text(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetString()! : "";

    private static long Number(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? (long)value.GetDouble() : 0;

    private static Task MakeTablesAsync(string database) =>
        Tables.ExecuteAsync(
            database,
            """
            do $$ begin
                insert into metric (number, id, identity, datasource, name, description, resource, region, tag_name, status, status_message,
                    poll_interval_seconds, generation, clearing, create_time, update_time)
                    overriding system value
                    values (1, gen_random_uuid(), sha256('plan.one'), 1, 'plan.one', '', 'plan', '', '', 0, '', 300, 0, false, now(), now());
                for i in 0..5 loop
                    execute format('create table metric_data_plan%s partition of metric_data for values from (%L) to (%L)', i,
                        '2026-01-01'::timestamptz + make_interval(months => i), '2026-01-01'::timestamptz + make_interval(months => i + 1));
                end loop;
            end $$
            """
        );

    /// <summary>A row each two minutes and commit.</summary>
    private static async Task InsertAsync(string database, int first, int last)
    {
        await Tables.ExecuteAsync(
            database,
            $"""
            insert into metric_data (metric_number, row_id, sample_time, value, commit_position)
            select 1, i, '2026-01-01'::timestamptz + i * interval '2 minutes', i, i from generate_series({first}, {last}) i
            """
        );
        // As the service does while rows come in fast.
        await using var source = NpgsqlDataSource.Create(database);
        await using var pulse = new DatabasePulse(NpgsqlDataSource.Create(database), TimeProvider.System);
        var retry = new TransientRetry(Options.Create(new StorageOptions()), pulse, TimeProvider.System);
        await new BlockSummaries(source, retry, NullLogger<BlockSummaries>.Instance).SummarizeAsync(CancellationToken.None);
        Assert.That(await CountUnsummarizedAsync(source), Is.Zero);
    }

    private static async Task<long> CountUnsummarizedAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(
            """
            select sum(brin_summarize_new_values(i.indexrelid)) from pg_index i
            join pg_class c on c.oid = i.indexrelid join pg_am a on a.oid = c.relam where a.amname = 'brin' and c.relkind = 'i'
            """
        );
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
