using Grpc.Core;
using Grpc.Health.V1;
using HtmIt.Server.Tests.Support;
using HtmIt.Storage.Schema;
using HtmIt.Testing;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Storage;

/// <summary>The disk of the database fills up under the server's own samples, and is emptied again. META-021, RUN-005.</summary>
public sealed class FullDiskTests
{
    private const string Metric = "disk.full";
    private const int Megabytes = 64;
    private const int BytesLeft = 2 * 1024 * 1024;
    private const int BatchSamples = 5_000;

    /// <summary>They take several times the bytes that are left.</summary>
    private const int LastBatch = 40;

    [Test, CancelAfter(240_000)]
    public async Task Ingest_DiskFullAndFreed_LosesNothingAndTakesWhatIsSentAgain(CancellationToken patience)
    {
        await using var cluster = await OwnCluster.StartAsync(patience);
        var (disk, reason) = await cluster.TryMountDiskAsync(Megabytes);
        if (disk is null)
        {
            Assert.Ignore($"Needs a disk to fill up, and {reason}");
        }
        // What a failed write leaves behind must not become room for the next one.
        await Tables.ExecuteAsync(cluster.ConnectionString, "alter system set autovacuum = off");
        await Tables.ExecuteAsync(cluster.ConnectionString, "select pg_reload_conf()");
        await Tables.ExecuteAsync(cluster.ConnectionString, $"create tablespace small location '{disk.Tablespace}'");
        await Tables.ExecuteAsync(cluster.ConnectionString, "create database fault tablespace small");
        var database = cluster.ConnectionStringOf("fault");
        await Migrator.MigrateAsync(database, patience);
        var settings = new Dictionary<string, string?> { ["HtmIt:Storage:WriteRetrySeconds"] = "1", ["HtmIt:Storage:RetrySeconds"] = "1" };
        await using var server = await InProcessServer.StartAsync(database, settings);
        var data = new MetricDataService.MetricDataServiceClient(server.Channel);
        var health = new Health.HealthClient(server.Channel);
        using var watcher = new Watcher(data, new());
        await watcher.StartedAsync();

        disk.Fill(BytesLeft);
        var acknowledged = 0;
        while (acknowledged < LastBatch && await IsTakenAsync(data, acknowledged))
        {
            acknowledged++;
        }
        Assert.That(acknowledged, Is.InRange(1, LastBatch - 1), "batches until the disk was full");
        Assert.That(await IsTakenAsync(data, acknowledged), Is.False, "sent again while the disk is full");
        Assert.That(
            (await health.CheckAsync(new(), cancellationToken: patience)).Status,
            Is.EqualTo(HealthCheckResponse.Types.ServingStatus.NotServing),
            "health, while a write that failed was just given up"
        );
        Assert.That(await Tables.RowsAsync(database, Metric), Has.Count.EqualTo(acknowledged * BatchSamples));

        disk.Free();
        for (var batch = acknowledged; batch <= acknowledged + 2; )
        {
            batch += await IsTakenAsync(data, batch) ? 1 : 0;
        }
        var count = (acknowledged + 3) * BatchSamples;
        var rows = await Tables.RowsAsync(database, Metric);
        LogChecks.AssertOneOrder(rows);
        Assert.That(rows.Select(row => row.Value), Is.EqualTo(Enumerable.Range(0, count)));
        await watcher.ReadUntilAsync(step => Watcher.RowsOf(step).AllRows().Any(row => row.RowId == count)).WaitAsync(patience);
        Assert.That(watcher.Rows.Select(row => row.RowId), Is.EqualTo(Enumerable.Range(1, count)));
        server.ExpectError("given up");
        Assert.That(server.Errors, Is.Empty);
    }

    /// <summary>False when the database can't take the batch. What a batch that failed had stored may be refused as stored already.</summary>
    private static async Task<bool> IsTakenAsync(MetricDataService.MetricDataServiceClient data, int batch)
    {
        var first = batch * BatchSamples;
        var series = Ingest.Series(Metric, Enumerable.Range(first, BatchSamples).Select(i => (double)i), Ingest.Start + first, step: 1);
        try
        {
            var outcome = (await data.SendAsync(series)).Outcomes.Single();
            Assert.That(outcome.Refusals, Is.Empty);
            return true;
        }
        catch (RpcException fault) when (fault.StatusCode == StatusCode.Unavailable)
        {
            Assert.That(Refusal.From(fault).Reason, Is.EqualTo("STORAGE_UNAVAILABLE"));
            return false;
        }
    }
}
