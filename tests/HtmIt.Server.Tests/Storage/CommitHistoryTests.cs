using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Storage.Samples;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Storage;

/// <summary>A database that was restored from a backup: watches never mix its histories.</summary>
public sealed class CommitHistoryTests
{
    private const string Name = "history";

    private string _database = "";

    [SetUp]
    public async Task StartAsync()
    {
        _database = await TestDatabases.CreateAsync();
        await using (var server = await InProcessServer.StartAsync(_database))
        {
            await SendAsync(server, 0, 3);
        }
        await InMaintenanceAsync($"create database {Database}_backup template {Database}");
    }

    [Test] // the server runs on, and finds out when it writes
    public async Task Watch_DatabaseRestoredUnderneath_Ends()
    {
        await using var server = await InProcessServer.StartAsync(_database);
        var history = await HistoryAsync(server);
        using var watch = new Watcher(Data(server), new());
        await watch.ReadUntilCaughtUpAsync();
        await SendAsync(server, 3, 5);
        await watch.ReadRowsAsync(5);

        await RestoreAsync();
        await SendAsync(server, 3, 1);

        var end = await Refusal.OfAsync(() => watch.ReadUntilAsync(_ => false));
        Assert.That((end.Code, end.Reason), Is.EqualTo((StatusCode.FailedPrecondition, "POSITION_OF_OTHER_HISTORY")));
        Assert.That(watch.Rows.Count(), Is.EqualTo(5));
        Assert.That(end.Metadata["history_id"], Is.Not.EqualTo(history).And.EqualTo(await HistoryAsync(server)));
        using var whole = new Watcher(Data(server), new() { AfterPosition = end.Metadata["oldest_position"] });
        await whole.ReadUntilCaughtUpAsync();
        Assert.That(whole.Rows.Select(row => row.RowId), Is.EqualTo(new[] { 1, 2, 3, 4 }));
    }

    [TestCase(0)] // the position lies ahead of what there is
    [TestCase(8)] // and was given again, to another commit
    public async Task Watch_ResumedAfterARestore_IsRefused(int commitsAfterwards)
    {
        string history;
        string position;
        await using (var server = await InProcessServer.StartAsync(_database))
        {
            history = await HistoryAsync(server);
            using var watch = new Watcher(Data(server), new());
            await watch.ReadUntilCaughtUpAsync();
            await SendAsync(server, 3, 5);
            await watch.ReadRowsAsync(5);
            position = watch.Position;
        }
        await RestoreAsync();
        await using var restored = await InProcessServer.StartAsync(_database);
        await SendAsync(restored, 3, commitsAfterwards);
        using var late = new Watcher(Data(restored), new() { AfterPosition = position });

        var refusal = await Refusal.OfAsync(late.NextAsync);

        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.FailedPrecondition, "POSITION_OF_OTHER_HISTORY")));
        Assert.That(refusal.Metadata["history_id"], Is.Not.EqualTo(history).And.EqualTo(await HistoryAsync(restored)));
        // Once: the next one who comes with an old position finds it done.
        using var later = new Watcher(Data(restored), new() { AfterPosition = position });
        Assert.That((await Refusal.OfAsync(later.NextAsync)).Metadata, Is.EqualTo(refusal.Metadata));
    }

    [Test] // older positions are held against the history alone
    public async Task Watch_PositionOlderThanTheLog_GoesOn()
    {
        await using var server = await InProcessServer.StartAsync(_database);
        using var watch = new Watcher(Data(server), new());
        await watch.ReadUntilCaughtUpAsync();
        await SendAsync(server, 3, 2);
        await Tables.ExecuteAsync(_database, "update commit_log set commit_time = commit_time - interval '8 days' where position < 5");
        var pruner = server.Services.GetServices<IHostedService>().OfType<CommitLogPruner>().Single();

        await pruner.PruneAsync(CancellationToken.None);

        Assert.That(await Tables.CountAsync(_database, "select count(*) from commit_log"), Is.EqualTo(1));
        using var resumed = new Watcher(Data(server), new() { AfterPosition = watch.Position });
        await resumed.ReadUntilCaughtUpAsync();
        Assert.That(resumed.Rows.Select(row => row.RowId), Is.EqualTo(new[] { 4, 5 }));
    }

    private string Database => new NpgsqlConnectionStringBuilder(_database).Database!;

    private static MetricDataService.MetricDataServiceClient Data(InProcessServer server) => new(server.Channel);

    private static async Task<string> HistoryAsync(InProcessServer server) =>
        (await new DiagnosticsService.DiagnosticsServiceClient(server.Channel).GetServerInfoAsync(new())).HistoryId;

    /// <summary>Each in a commit of its own.</summary>
    private static async Task SendAsync(InProcessServer server, int from, int count)
    {
        for (var i = from; i < from + count; i++)
        {
            await Data(server).SendAsync(Ingest.Series(Name, [i], Ingest.Start + (i * 300)));
        }
    }

    private async Task RestoreAsync()
    {
        await InMaintenanceAsync($"drop database {Database} with (force)");
        await InMaintenanceAsync($"alter database {Database}_backup rename to {Database}");
    }

    private Task InMaintenanceAsync(string sql) =>
        Tables.ExecuteAsync(new NpgsqlConnectionStringBuilder(_database) { Database = "postgres" }.ConnectionString, sql);
}
