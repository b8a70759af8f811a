using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Engine;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.Testing.Server;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Storage;

/// <summary>Group commit and fencing at the writer itself: META-007, META-009, META-013, ANOM-008, STO-005.</summary>
public sealed class SampleLogTests : ServerFixture
{
    private const Core.Metrics.MetricStatus Unmonitored = Core.Metrics.MetricStatus.Unmonitored;

    private ISampleLog Log => Server.Services.GetRequiredService<ISampleLog>();

    [Test] // META-013: of many writers at once only the stale ones fail
    public async Task AppendAsync_StaleAndGoodWritersTogether_FailsOnlyTheStale()
    {
        var metrics = await MakeAsync("log.mixed", 40);
        var writes = metrics
            .Select(
                (metric, i) =>
                {
                    LogHead head = (i % 4) switch
                    {
                        3 => new(0, 0, i % 8 == 3 ? Core.Metrics.MetricStatus.Active : Unmonitored),
                        1 => new(7, 0, Unmonitored),
                        2 => new(0, 3, Unmonitored),
                        _ => new(0, 0, Unmonitored),
                    };
                    return Log.AppendAsync(metric, head, [new(head.LastRowId + 1, Ingest.Start, i, null)], [], CancellationToken.None);
                }
            )
            .ToArray();
        await Task.WhenAll(writes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        for (var i = 0; i < writes.Length; i++)
        {
            var stale = i % 4 is 1 or 2 || i % 8 == 3;
            Assert.That(writes[i].Exception?.InnerException, stale ? Is.TypeOf<StaleWriterException>() : Is.Null, $"writer {i}");
            Assert.That(await RowsAsync($"log.mixed.{i}"), stale ? Is.Empty : Has.Exactly(1).Items);
        }
    }

    [Test] // ANOM-008, STO-005, SCHED-004: a write that can never succeed does not take the others with it
    public async Task RescoreAsync_RowThatIsNotThere_FailsAlone()
    {
        var metrics = await MakeAsync("log.impossible", 12);
        var score = new AnomalyResult(0.5, 0.5, 1_000, 0.3, 0);
        var writes = metrics
            .Select(
                (metric, i) =>
                    i == 5
                        ? Log.RescoreAsync(metric, new(0, 0, Unmonitored), [new(1, Ingest.Start, 1, score)], [], CancellationToken.None)
                        : Log.AppendAsync(metric, new(0, 0, Unmonitored), [new(1, Ingest.Start, 1, null)], [], CancellationToken.None)
            )
            .ToArray();
        await Task.WhenAll(writes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        Assert.That(writes.Index().Where(write => write.Item.IsFaulted).Select(write => write.Index), Is.EqualTo(new[] { 5 }));
        Assert.That(await RowsAsync("log.impossible.6"), Has.Exactly(1).Items);
        Assert.That(await RowsAsync("log.impossible.5"), Is.Empty);
        Assert.That(Server.ExpectError("failed"), Is.True);
    }

    [Test] // several writes of one metric handed in at once: one after the other, and the second only fits if it knows of the first
    public async Task AppendAsync_TwoWritesOfOneMetric_AreNeverMixed()
    {
        var metric = (await MakeAsync("log.twice", 1))[0];
        var first = Log.AppendAsync(metric, new(0, 0, Unmonitored), [new(1, Ingest.Start, 1, null)], [], CancellationToken.None);
        var next = Log.AppendAsync(metric, new(1, 0, Unmonitored), [new(2, Ingest.Start + 1, 2, null)], [], CancellationToken.None);
        var stale = Log.AppendAsync(metric, new(1, 0, Unmonitored), [new(2, Ingest.Start + 2, 3, null)], [], CancellationToken.None);
        await Task.WhenAll(first, next);
        Assert.That(async () => await stale, Throws.TypeOf<StaleWriterException>());
        Assert.That((await RowsAsync("log.twice.0")).Select(row => row.Value), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test] // A row without its incident, after a kill between the two, would stay so for good.
    public async Task AppendAsync_IncidentThatIsNotWritten_WritesNoRowsEither()
    {
        var metric = (await MakeAsync("log.incident", 1))[0];
        var row = new Engine.Incidents.IncidentRow(1, Ingest.Start, 7, 4);
        var incident = new Engine.Incidents.IncidentState
        {
            Onset = row,
            Peak = row,
            Began = row,
            Last = row,
            End = null,
            Severity = 4,
            TellingCount = 1,
            Reasons = [],
        };
        await Tables.ExecuteAsync(
            Server.ConnectionString,
            $"alter table incident add constraint none_of_this check (metric_number <> {metric.Number})"
        );

        Assert.That(WriteAsync, Throws.TypeOf<PostgresException>());
        Assert.That(await RowsAsync("log.incident.0"), Is.Empty);
        Assert.That(Server.ExpectError("failed"), Is.True);

        await Tables.ExecuteAsync(Server.ConnectionString, "alter table incident drop constraint none_of_this");
        await WriteAsync();
        Assert.That(await RowsAsync("log.incident.0"), Has.Exactly(1).Items);
        Assert.That(await Tables.IncidentsAsync(Server.ConnectionString, "log.incident.0"), Has.Exactly(1).Items);

        Task WriteAsync() =>
            Log.AppendAsync(metric, new(0, 0, Unmonitored), [new(1, Ingest.Start, 7, null)], [incident], CancellationToken.None);
    }

    [Test] // META-009: nothing to add is no write
    public async Task AppendAsync_NoRows_ReturnsAtOnce()
    {
        var metric = (await MakeAsync("log.nothing", 1))[0];
        await Log.AppendAsync(metric, new(99, 99, Unmonitored), [], [], CancellationToken.None);
        Assert.That(await RowsAsync("log.nothing.0"), Is.Empty);
    }

    [Test] // months between two distant samples need no partition
    public async Task IngestMetricData_DistantSamples_MakesTwoPartitions()
    {
        await Data.SendAsync(Ingest.Series("log.distant", [1], Ingest.Start), Ingest.Series("log.near", [1], Ingest.Start));
        var before = await PartitionsAsync();
        await Data.SendAsync(Ingest.Series("log.far", [1, 2], 980_000_000, 700_000_000));
        Assert.That(await PartitionsAsync() - before, Is.EqualTo(2));
    }

    [Test] // two servers that need the same new months at the same time
    public async Task IngestMetricData_TwoServersNewMonths_MakeEachPartitionOnce()
    {
        await using var other = await InProcessServer.StartAsync(Server.ConnectionString);
        var there = new MetricDataService.MetricDataServiceClient(other.Channel);
        for (var month = 0; month < 8; month++)
        {
            var start = 1_100_000_000 + (month * 2_678_400L);
            var answers = await Task.WhenAll(
                Data.SendAsync(Ingest.Series($"log.race.here{month}", [1, 2], start)),
                there.SendAsync(Ingest.Series($"log.race.there{month}", [1, 2], start))
            );
            Assert.That(answers.SelectMany(answer => answer.Outcomes).Select(one => one.LastRowId), Is.All.EqualTo(2));
        }
        Assert.That(other.Errors, Is.Empty);
    }

    [Test, CancelAfter(120_000)] // as when thousands of models are loaded
    public async Task AppendAsync_AllOtherConnectionsTaken_WritesAllTheSame(CancellationToken cancellationToken)
    {
        await using var server = await InProcessServer.StartAsync(await TestDatabases.CreateAsync());
        var metric = (await MakeAsync(server, "log.busy", 1))[0];
        var database = server.Services.GetRequiredService<NpgsqlDataSource>();
        var pool = new NpgsqlConnectionStringBuilder(database.ConnectionString).MaxPoolSize;
        var taken = await Task.WhenAll(Enumerable.Range(0, pool).Select(_ => database.OpenConnectionAsync(cancellationToken).AsTask()));

        var log = server.Services.GetRequiredService<ISampleLog>();
        await log.AppendAsync(metric, new(0, 0, Unmonitored), [new(1, Ingest.Start, 1, null)], [], cancellationToken);

        foreach (var connection in taken)
        {
            await connection.DisposeAsync();
        }
    }

    private Task<MetricRef[]> MakeAsync(string prefix, int count) => MakeAsync(Server, prefix, count);

    private static async Task<MetricRef[]> MakeAsync(InProcessServer server, string prefix, int count)
    {
        var store = server.Services.GetRequiredService<IMetricStore>();
        var metrics = new MetricRef[count];
        for (var i = 0; i < count; i++)
        {
            var metric = (await store.TryAddAsync(CustomMetric.New(new($"{prefix}.{i}"), prefix), CancellationToken.None))!;
            metrics[i] = new(metric.Number, metric.Id);
        }
        return metrics;
    }

    private Task<long> PartitionsAsync() =>
        Tables.CountAsync(Server.ConnectionString, "select count(*) from pg_inherits where inhparent = 'metric_data'::regclass");
}
