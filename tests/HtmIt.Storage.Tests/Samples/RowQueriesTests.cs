using System.Diagnostics;
using HtmIt.Core.Log;
using HtmIt.Storage.Samples;
using HtmIt.Storage.Sql;
using HtmIt.Testing.Postgres;
using Microsoft.Extensions.Options;
using Npgsql;
using NUnit.Framework;

namespace HtmIt.Storage.Tests.Samples;

/// <summary>Queries of rows get to the database with the way that they have to take, and are few.</summary>
public sealed class RowQueriesTests
{
    private const int Metrics = 600;

    private NpgsqlDataSource _source = null!;
    private DatabasePulse _pulse = null!;
    private RowQueries _queries = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        var database = await TestDatabases.CreateAsync();
        await Tables.ExecuteAsync(
            database,
            $"""
            insert into metric (number, id, identity, datasource, name, description, resource, region, tag_name, status, status_message,
                poll_interval_seconds, generation, clearing, create_time, update_time)
                overriding system value
                select i, gen_random_uuid(), sha256(int4send(i)), 1, 'query.' || i, '', 'query', '', '', 0, '', 300, 0, false, now(), now()
                from generate_series(1, {Metrics}) i;
            create table metric_data_query partition of metric_data for values from ('2026-01-01Z') to ('2026-02-01Z');
            insert into metric_data (metric_number, row_id, sample_time, value, commit_position)
                select i, 1, '2026-01-01Z'::timestamptz, i, 1 from generate_series(1, {Metrics}) i
            """
        );
        // One connection, so that a setting that outlasts its query would be seen.
        _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database) { MaxPoolSize = 1 }.ConnectionString);
        _pulse = new(NpgsqlDataSource.Create(database), TimeProvider.System);
        _queries = new(_source, new(Options.Create(new StorageOptions()), _pulse, TimeProvider.System));
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await _pulse.DisposeAsync();
        await _source.DisposeAsync();
    }

    [Test]
    public async Task RunAsync_GivenPath_ClosesTheOthersForThisQueryAlone()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(await ClosedAsync(null), Is.EqualTo("on on"));
            Assert.That(await ClosedAsync(AccessPath.Key), Is.EqualTo("off off"));
            Assert.That(await ClosedAsync(AccessPath.Blocks), Is.EqualTo("off on"));
            Assert.That(await ClosedAsync(null), Is.EqualTo("on on"));
        }
    }

    [Test] // a filter of a thousand metrics must not be a thousand queries
    public async Task ReadAsync_ManyMetricsWithFewRows_ShareQueries()
    {
        int[] wanted = [.. Enumerable.Range(1, Metrics)];
        using var counter = new QueryCounter();

        var page = await new HistoryReader(_queries).ReadAsync(new(0, 0), 0, 1, wanted, new(), CancellationToken.None);

        Assert.That(page.Segments.Sum(one => one.Rows.Count), Is.EqualTo(Metrics));
        Assert.That(page.IsLast, Is.True);
        Assert.That(counter.Queries, Is.InRange(1, 12));
    }

    private Task<string> ClosedAsync(AccessPath? path) =>
        _queries.RunAsync(
            path,
            "select current_setting('enable_seqscan') || ' ' || current_setting('enable_bitmapscan')",
            _ => { },
            async (reader, cancel) =>
            {
                await reader.ReadAsync(cancel);
                return reader.GetString(0);
            },
            CancellationToken.None
        );

    /// <summary>Counts what Npgsql sends for this test, by its traces.</summary>
    private sealed class QueryCounter : IDisposable
    {
        private readonly Activity _own = new Activity("test").Start();
        private readonly ActivityListener _listener;
        private int _queries;

        public QueryCounter()
        {
            _listener = new()
            {
                ShouldListenTo = source => source.Name == "Npgsql",
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
                ActivityStopped = one =>
                    _ =
                        one.TraceId == _own.TraceId && one.GetTagItem("db.query.text") is not null
                            ? Interlocked.Increment(ref _queries)
                            : 0,
            };
            ActivitySource.AddActivityListener(_listener);
        }

        public int Queries => Volatile.Read(ref _queries);

        public void Dispose()
        {
            _listener.Dispose();
            _own.Dispose();
        }
    }
}
