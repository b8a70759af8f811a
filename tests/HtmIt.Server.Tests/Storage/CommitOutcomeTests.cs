using System.Diagnostics;
using System.Globalization;
using HtmIt.PrivatePostgres;
using HtmIt.Server.Tests.Support;
using HtmIt.Storage.Schema;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using NUnit.Framework;
using Loss = HtmIt.Testing.Postgres.PostgresProxy.Loss;

namespace HtmIt.Server.Tests.Storage;

/// <summary>The answer to a commit is lost: what is acknowledged is there, once, and what the caller hears is what happened.</summary>
public sealed class CommitOutcomeTests
{
    private const string Name = "outcome";
    private const string OfRows = "update commit_head set position";

    private static readonly Dictionary<string, string?> Patient = new() { ["HtmIt:Storage:WriteRetrySeconds"] = "50" };

    [TestCase(Loss.Answer)]
    [TestCase(Loss.Commit)]
    public async Task Ingest_CommitLost_WritesOnce(Loss loss)
    {
        await using var proxy = new PostgresProxy(await TestDatabases.CreateAsync());
        await using var server = await InProcessServer.StartAsync(proxy.ConnectionString, Patient);
        var data = new MetricDataService.MetricDataServiceClient(server.Channel);
        await data.SendAsync(Ingest.Series(Name, [1]));

        var lost = proxy.LoseNext(loss, OfRows);
        var sending = data.SendAsync(Ingest.Series(Name, [2], Ingest.Start + 300));
        await lost;
        proxy.Close();
        proxy.Open();

        var outcome = (await sending).Outcomes.Single();
        Assert.That((outcome.FirstRowId, outcome.StoredCount), Is.EqualTo((2, 1)));
        Assert.That((await Tables.RowsAsync(proxy.ConnectionString, Name)).Select(row => row.Value), Is.EqualTo(new[] { 1, 2 }));
    }

    /// <summary>A commit that never reached the disk, on a database that crashes; when it is back, others get its transaction id.</summary>
    [Test]
    public async Task Ingest_DatabaseCrashedAndIdUsedAgain_IsNotAcknowledgedUnwritten()
    {
        using var directory = new TemporaryDirectory("outcome");
        await using var postgres = await EmbeddedPostgres.StartAsync(
            new() { DataDirectory = directory.Path },
            NullLogger.Instance,
            TimeProvider.System,
            CancellationToken.None
        );
        await Migrator.MigrateAsync(postgres.ConnectionString, CancellationToken.None);
        // Nothing but a commit writes the log to disk.
        await Tables.ExecuteAsync(postgres.ConnectionString, "alter system set wal_writer_delay = '10s'");
        await Tables.ExecuteAsync(postgres.ConnectionString, "select pg_reload_conf()");
        await using var proxy = new PostgresProxy(postgres.ConnectionString);
        await using var server = await InProcessServer.StartAsync(proxy.ConnectionString, Patient);
        var data = new MetricDataService.MetricDataServiceClient(server.Channel);
        await data.SendAsync(Ingest.Series(Name, [1]));

        var lost = proxy.LoseNext(Loss.Commit, OfRows);
        var sending = data.SendAsync(Ingest.Series(Name, [2], Ingest.Start + 300));
        await lost;
        var id = await Tables.CountAsync(
            postgres.ConnectionString,
            "select backend_xid::text::bigint from pg_stat_activity where application_name = 'htmit' and backend_xid is not null"
        );
        using (var kill = Process.Start("kill", ["-QUIT", postgres.ProcessId.ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }
        proxy.Close();
        await UseIdsUpToAsync(postgres.ConnectionString, id);
        proxy.Open();

        var outcome = (await sending).Outcomes.Single();
        Assert.That((outcome.FirstRowId, outcome.StoredCount), Is.EqualTo((2, 1)));
        Assert.That((await Tables.RowsAsync(postgres.ConnectionString, Name)).Select(row => row.Value), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test] // whoever changed the status hears that it was them
    public async Task CreateModel_AnswerLost_SaysCreated()
    {
        await using var proxy = new PostgresProxy(await TestDatabases.CreateAsync());
        await using var server = await InProcessServer.StartAsync(proxy.ConnectionString);
        var data = new MetricDataService.MetricDataServiceClient(server.Channel);
        await data.SendAsync(Ingest.Series(Name, [1]));
        var spec = new ModelSpec { Custom = new() { Target = new() { Key = new() { MetricName = Name } } } };

        var lost = proxy.LoseNext(Loss.Answer, "UPDATE metric AS");
        var created = await new ModelService.ModelServiceClient(server.Channel).CreateModelAsync(new() { Spec = spec });
        await lost;

        Assert.That(created.Created, Is.True);
    }

    [Test] // whoever deleted it does not hear that there is nothing
    public async Task DeleteMetric_AnswerLost_Succeeds()
    {
        await using var proxy = new PostgresProxy(await TestDatabases.CreateAsync());
        await using var server = await InProcessServer.StartAsync(proxy.ConnectionString);
        var metrics = new MetricService.MetricServiceClient(server.Channel);
        var metric = (await metrics.CreateMetricAsync(new() { Metric = new() { MetricName = Name } })).Metric;

        var lost = proxy.LoseNext(Loss.Answer, "DELETE FROM metric AS");
        await metrics.DeleteMetricAsync(new() { Name = metric.Name });
        await lost;

        var refusal = await Refusal.OfAsync(metrics.GetMetricAsync(new() { Name = metric.Name }));
        Assert.That(refusal.Reason, Is.EqualTo("METRIC_NOT_FOUND"));
    }

    [Test] // samples are durable whatever the database's default is
    public async Task Ingest_DatabaseThatCommitsAsynchronously_CommitsSynchronously()
    {
        var database = await TestDatabases.CreateAsync();
        await Tables.ExecuteAsync(
            database,
            $"""
            create table seen (setting text);
            create function note() returns trigger language plpgsql as
                $f$ begin insert into seen values (current_setting('synchronous_commit')); return null; end $f$;
            create constraint trigger at_commit after update on metric_head deferrable initially deferred
                for each row execute function note();
            alter database {new NpgsqlConnectionStringBuilder(database).Database} set synchronous_commit = off;
            """
        );
        await using var server = await InProcessServer.StartAsync(database);

        await new MetricDataService.MetricDataServiceClient(server.Channel).SendAsync(Ingest.Series(Name, [1]));

        Assert.That(await Tables.CountAsync(database, "select count(*) from seen where setting = 'on'"), Is.EqualTo(1));
    }

    [Test]
    public async Task SafetyCheck_DatabaseWithoutFsync_Refuses()
    {
        var database = await TestDatabases.CreateAsync();
        if (await Tables.CountAsync(database, "select (current_setting('fsync') = 'on')::int::bigint") == 1)
        {
            Assert.Ignore("The PostgreSQL of the tests is a durable one.");
        }
        await using var server = await InProcessServer.StartAsync(database);
        Assert.That(
            async () => await server.Services.GetRequiredService<DatabaseSafetyCheck>().ExecuteAsync(CancellationToken.None),
            Throws.TypeOf<UnsafeDatabaseException>().With.Message.Contains("HtmIt:Storage:AllowUnsafeDatabase")
        );
    }

    /// <summary>Waits until the database is back, and lets transactions of another database of it commit.</summary>
    private static async Task UseIdsUpToAsync(string connectionString, long id)
    {
        var other = new NpgsqlConnectionStringBuilder(connectionString) { Database = "postgres" }.ConnectionString;
        var first = await Until.HoldsAsync(() => NextIdAsync(other), next => next is not null, "the database to be back");
        await TestContext.Out.WriteLineAsync($"the lost transaction was {id}, the first one afterwards {first}");
        for (var next = first!.Value; next <= id; )
        {
            next = await Tables.CountAsync(other, "select pg_current_xact_id()::text::bigint");
        }
    }

    private static async Task<long?> NextIdAsync(string connectionString)
    {
        try
        {
            return await Tables.CountAsync(connectionString, "select pg_current_xact_id()::text::bigint");
        }
        catch (NpgsqlException)
        {
            return null;
        }
    }
}
