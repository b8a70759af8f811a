using HtmIt.PrivatePostgres;
using HtmIt.Server.Tests.Support;
using HtmIt.Storage.Schema;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using Microsoft.Extensions.Logging.Abstractions;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Storage;

/// <summary>The database fails during a load: nothing acknowledged is lost, nothing is there twice, and the scores are those of an
/// undisturbed run. META-021, RUN-005.</summary>
public sealed class DatabaseFaultTests
{
    private const int MetricCount = 4;
    private const string OurBackends = "from pg_stat_activity where datname = current_database() and application_name = 'htmit'";

    [Test]
    public async Task Ingest_ConnectionsKilledAgainAndAgain_LosesNothing()
    {
        var database = await TestDatabases.CreateAsync();
        await using var server = await InProcessServer.StartAsync(database);
        var killed = 0L;
        await LoadAsync(
            server,
            database,
            async loading =>
            {
                using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(150));
                while (!loading.IsCompleted && await timer.WaitForNextTickAsync())
                {
                    killed += await Tables.CountAsync(database, $"select count(pg_terminate_backend(pid)) {OurBackends}");
                }
            }
        );
        Assert.That(killed, Is.Positive);
    }

    [Test]
    public async Task Ingest_DatabaseStoppedAndStarted_LosesNothing()
    {
        using var directory = new TemporaryDirectory("fault");
        var postgres = await StartAsync(directory);
        try
        {
            await Migrator.MigrateAsync(postgres.ConnectionString, CancellationToken.None);
            await using var server = await InProcessServer.StartAsync(postgres.ConnectionString);
            await LoadAsync(
                server,
                postgres.ConnectionString,
                async loading =>
                {
                    await postgres.DisposeAsync();
                    postgres = await StartAsync(directory);
                    await loading;
                }
            );
        }
        finally
        {
            await postgres.DisposeAsync();
        }
    }

    /// <summary>The commit has happened, but its connection breaks before it can say so: the server must find out instead of writing again.
    /// A commit that waits for a standby that never comes is such a one.</summary>
    [Test]
    public async Task Ingest_ConnectionLostInCommit_AsksForTheOutcome()
    {
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable(TestPostgres.ConnectionVariable)))
        {
            Assert.Ignore("Changes settings of the whole PostgreSQL, which is not ours.");
        }
        var database = await TestDatabases.CreateAsync();
        await using var server = await InProcessServer.StartAsync(database);
        var data = new MetricDataService.MetricDataServiceClient(server.Channel);
        await data.SendAsync(Ingest.Series("fault.commit", [1]));
        Task<IngestMetricDataResponse> sending;
        try
        {
            await Tables.ExecuteAsync(database, "alter system set synchronous_standby_names = 'nobody'");
            await Tables.ExecuteAsync(database, "select pg_reload_conf()");
            var name = new Npgsql.NpgsqlConnectionStringBuilder(database).Database;
            await Tables.ExecuteAsync(database, $"alter database {name} set synchronous_commit = on");
            await Tables.CountAsync(database, $"select count(pg_terminate_backend(pid)) {OurBackends}");
            sending = data.SendAsync(Ingest.Series("fault.commit", [2], Ingest.Start + 300));
            var waiting = $"{OurBackends} and wait_event = 'SyncRep'";
            await Until.HoldsAsync(
                () => Tables.CountAsync(database, $"select count(*) {waiting}"),
                count => count > 0,
                "the commit to wait"
            );
            await Tables.CountAsync(database, $"select count(pg_terminate_backend(pid)) {waiting}");
            await Until.HoldsAsync(() => Tables.RowsAsync(database, "fault.commit"), rows => rows.Count == 2, "the commit to be visible");
        }
        finally
        {
            await Tables.ExecuteAsync(database, "alter system reset synchronous_standby_names");
            await Tables.ExecuteAsync(database, "select pg_reload_conf()");
        }

        var outcome = (await sending).Outcomes.Single();
        Assert.That((outcome.FirstRowId, outcome.LastRowId, outcome.StoredCount), Is.EqualTo((2, 2, 1)));
        await data.SendAsync(Ingest.Series("fault.commit", [3], Ingest.Start + 600));
        Assert.That((await Tables.RowsAsync(database, "fault.commit")).Select(row => row.Value), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That(server.Errors, Is.Empty);
    }

    /// <summary>Sends to several monitored metrics while something happens, and then compares the table with what was sent.</summary>
    private static async Task LoadAsync(InProcessServer server, string database, Func<Task, Task> disturb)
    {
        var models = new ModelService.ModelServiceClient(server.Channel);
        var resolution = 0.0;
        for (var i = 0; i < MetricCount; i++)
        {
            var spec = new ModelSpec
            {
                Custom = new() { Target = new() { Key = new() { MetricName = $"fault.{i}" } } },
                ModelParams = new() { Min = 0, Max = 100 },
            };
            resolution = (await models.CreateModelAsync(new() { Spec = spec })).Model.EncoderResolution;
        }
        var loading = Task.WhenAll(Enumerable.Range(0, MetricCount).Select(i => SendAsync(server, i)));
        await disturb(loading);
        await loading;

        for (var i = 0; i < MetricCount; i++)
        {
            var rows = await Tables.RowsAsync(database, $"fault.{i}");
            Assert.That(rows.Select(row => row.Value), Is.EqualTo(Values.Wave(60 + i, 400)));
            LogChecks.AssertOneOrder(rows);
            LogChecks.AssertScores(rows, resolution);
        }
        Assert.That(server.Errors, Is.Empty);
    }

    /// <summary>Resends what was not acknowledged, as a client must.</summary>
    private static async Task SendAsync(InProcessServer server, int metric)
    {
        var data = new MetricDataService.MetricDataServiceClient(server.Channel);
        var values = Values.Wave(60 + metric, 400);
        for (var i = 0; i < values.Length; )
        {
            try
            {
                await data.SendAsync(Ingest.Series($"fault.{metric}", values.Skip(i).Take(5), Ingest.Start + (i * 300L)));
                i += 5;
            }
            catch (Grpc.Core.RpcException fault) when (fault.StatusCode == Grpc.Core.StatusCode.Unavailable)
            {
                // Once more.
            }
        }
    }

    private static Task<EmbeddedPostgres> StartAsync(TemporaryDirectory directory) =>
        EmbeddedPostgres.StartAsync(
            new() { DataDirectory = directory.Path },
            NullLogger.Instance,
            TimeProvider.System,
            CancellationToken.None
        );
}
