using System.Globalization;
using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Server;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Streams;

/// <summary>The live stream: history, then live, no hole, no repetition. ANOM-006, SWAP-005.</summary>
public sealed class WatchMetricDataTests : ServerFixture
{
    private const int Senders = 6;

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["HtmIt:Models:BacklogSliceRows"] = "100" };

    [Test]
    public async Task Watch_ConcurrentIngest_GivesEachRowOnce()
    {
        await Data.SendAsync([.. Names("watch.once").Select(name => Ingest.Series(name, Values.Wave(20, 50)))]);
        await MonitorAsync("watch.once.0");
        await ActiveAsync("watch.once.0");
        var metrics = await Task.WhenAll(Names("watch.once").Select(MetricAsync));

        using var watch = new Watcher(
            Data,
            new()
            {
                StartTime = new() { Seconds = Ingest.Start },
                Metrics = { metrics.Select(one => one.Name) },
            }
        );
        await Task.WhenAll(watch.StartedAsync(), SendManyAsync("watch.once", from: 50, to: 300));
        await watch.ReadRowsAsync(Senders * 300);

        await AssertEqualsTableAsync(watch.NamedRows, metrics);
        Assert.That(watch.NamedRows.Select(Key), Is.Unique);
        foreach (var metric in metrics)
        {
            Assert.That(watch.NamedRows.Where(row => row.Metric == metric.Name).Select(row => row.Row.RowId), Is.Ordered.Ascending);
        }
    }

    [Test] // all metrics, those made later too; every position received is good to go on from
    public async Task Watch_FromEveryPosition_GivesTheRest()
    {
        using var watch = new Watcher(Data, new());
        await watch.ReadUntilCaughtUpAsync();
        await SendManyAsync("watch.resume", from: 0, to: 40);
        await watch.ReadRowsAsync(Senders * 40);
        Assert.That(watch.Steps.Select(step => step.Position), Has.None.Empty);

        for (var i = 0; i < watch.Steps.Count; i += Math.Max(1, watch.Steps.Count / 15))
        {
            var rest = watch.Steps.Skip(i + 1).SelectMany(Watcher.RowsOf).NamedRows().ToList();
            using var resumed = new Watcher(Data, new() { AfterPosition = watch.Steps[i].Position });
            await resumed.ReadUntilCaughtUpAsync();
            Assert.That(resumed.NamedRows.Select(Key).Order(), Is.EqualTo(rest.Select(Key).Order()), $"from step {i}");
        }
    }

    [Test] // API-D-010; positions within the walk over history, in messages of many rows
    public async Task Watch_FromEveryPositionOfTheHistory_LosesNothing()
    {
        await Data.SendAsync(Ingest.Series("watch.walk.a", Values.Wave(21, 4_000)), Ingest.Series("watch.walk.b", Values.Wave(22, 3_500)));
        var metrics = await Task.WhenAll(MetricAsync("watch.walk.a"), MetricAsync("watch.walk.b"));
        var request = new WatchMetricDataRequest { StartTime = new() { Seconds = Ingest.Start + (10 * 300) } };
        request.Metrics.AddRange(metrics.Select(metric => metric.Name));
        using var watch = new Watcher(Data, request);
        await watch.ReadUntilCaughtUpAsync();
        Assert.That(watch.NamedRows.Select(Key), Is.Unique.And.Exactly(7_480).Items);
        Assert.That(watch.Steps.Select(step => step.Position), Has.None.Empty);

        for (var i = 0; i < watch.Steps.Count; i++)
        {
            var rest = watch.Steps.Skip(i + 1).SelectMany(Watcher.RowsOf).NamedRows().Select(Key).ToHashSet();
            using var resumed = new Watcher(Data, new() { AfterPosition = watch.Steps[i].Position, Metrics = { request.Metrics } });
            await resumed.ReadUntilCaughtUpAsync();
            Assert.That(rest.Except(resumed.NamedRows.Select(Key)), Is.Empty, $"from step {i}");
        }
    }

    [Test] // backlog scores and a deleted model are changes of rows already given
    public async Task Watch_BacklogAndDeletedModel_GivesChangedRows()
    {
        await Data.SendAsync(Ingest.Series("watch.backlog", Values.Wave(23, 350)));
        var metric = await MetricAsync("watch.backlog");
        using var watch = new Watcher(
            Data,
            new()
            {
                Metrics = { metric.Name },
                StartTime = new() { Seconds = Ingest.Start },
            }
        );
        await watch.ReadUntilCaughtUpAsync();
        Assert.That(watch.Rows.Select(row => row.HasAnomalyLikelihood), Is.All.False.And.Exactly(350).Items);

        await MonitorAsync("watch.backlog");
        await watch.ReadRowsAsync(700);
        Assert.That(watch.Rows.Skip(350).Select(row => row.RowId), Is.EqualTo(Enumerable.Range(1, 350)));
        Assert.That(watch.Rows.Skip(350).Select(row => row.HasAnomalyLikelihood), Is.All.True);
        await ActiveAsync("watch.backlog");
        await AssertEqualsTableAsync(watch.NamedRows.Skip(350), [metric]);

        await Models.DeleteModelAsync(new() { Name = ModelName(metric) });
        await watch.ReadRowsAsync(1_050);
        Assert.That(watch.Rows.Skip(700).Select(row => row.HasAnomalyLikelihood), Is.All.False);
    }

    [Test]
    public async Task Watch_MinimumScore_GivesExactlyTheRowsAbove()
    {
        var values = Values.Wave(24, 700);
        values[600] = 9_000;
        await MonitorAsync("watch.filter");
        var metric = await MetricAsync("watch.filter");
        using var live = new Watcher(Data, new() { Metrics = { metric.Name }, MinAnomalyLikelihood = 0.7 });
        await live.ReadUntilCaughtUpAsync();
        await Data.SendAsync(Ingest.Series("watch.filter", values));

        var expected = (await RowsAsync("watch.filter"))
            .Where(row => row.Score!.Value.AnomalyLikelihood >= 0.7)
            .Select(row => row.RowId)
            .ToList();
        Assert.That(expected, Is.Not.Empty);
        await live.ReadRowsAsync(expected.Count);
        using var stored = new Watcher(
            Data,
            new()
            {
                Metrics = { metric.Name },
                MinAnomalyLikelihood = 0.7,
                StartTime = new() { Seconds = Ingest.Start },
            }
        );
        await stored.ReadUntilCaughtUpAsync();
        Assert.That(live.Rows.Select(row => row.RowId), Is.EqualTo(expected));
        Assert.That(stored.Rows.Select(row => row.RowId), Is.EqualTo(expected));
    }

    [Test] // commits of another node show as a gap in the numbers, and are read from the store
    public async Task Watch_OtherServerWrites_FillsTheGap()
    {
        await using var other = await InProcessServer.StartAsync(Server.ConnectionString);
        var otherData = new MetricDataService.MetricDataServiceClient(other.Channel);
        using var watch = new Watcher(Data, new());
        await watch.ReadUntilCaughtUpAsync();

        await otherData.SendAsync(Ingest.Series("watch.there", Values.Wave(25, 30)));
        await Data.SendAsync(Ingest.Series("watch.here", [1]));
        await watch.ReadRowsAsync(31);

        await AssertEqualsTableAsync(watch.NamedRows, [await MetricAsync("watch.there"), await MetricAsync("watch.here")]);
        Assert.That(watch.Steps.Select(step => step.EventCase), Has.No.Member(WatchMetricDataResponse.EventOneofCase.FellBehind));
        Assert.That(other.Errors, Is.Empty);
    }

    [Test] // a position says where in the order of all commits a watch stands, whatever it selects
    public async Task Watch_PositionOfAnotherSelection_GoesOnFromIt()
    {
        await Data.SendAsync(Ingest.Series("watch.one", [1, 2]), Ingest.Series("watch.two", [1, 2, 3]));
        var (one, two) = (await MetricAsync("watch.one"), await MetricAsync("watch.two"));
        using var first = new Watcher(
            Data,
            new()
            {
                Metrics = { one.Name },
                StartTime = new() { Seconds = Ingest.Start },
            }
        );
        await first.ReadUntilCaughtUpAsync();
        Assert.That(first.Rows.Count(), Is.EqualTo(2));
        await Data.SendAsync(Ingest.Series("watch.two", [4, 5], Ingest.Start + 1_500), Ingest.Series("watch.one", [3], Ingest.Start + 600));

        using var second = new Watcher(
            Data,
            new()
            {
                AfterPosition = first.Position,
                Metrics = { two.Name },
                MinSurprise = 0,
            }
        );
        await second.ReadUntilCaughtUpAsync();

        Assert.That(second.NamedRows.Select(row => (row.Metric, row.Row.RowId)), Is.EqualTo(new[] { (two.Name, 4L), (two.Name, 5L) }));
        Assert.That(second.Steps.Select(step => step.Position.Length), Is.All.InRange(1, 1_024));
        Assert.That(second.Steps.Select(step => step.ServerTime), Has.None.Null);
    }

    private static IEnumerable<string> Names(string prefix) =>
        Enumerable.Range(0, Senders).Select(i => string.Create(CultureInfo.InvariantCulture, $"{prefix}.{i}"));

    /// <summary>Senders side by side, each with its own metric and batches of uneven size.</summary>
    private Task SendManyAsync(string prefix, int from, int to) =>
        Task.WhenAll(
            Names(prefix)
                .Select(
                    async (name, sender) =>
                    {
                        var values = Values.Wave(30 + sender, to);
                        using var call = Data.IngestMetricData();
                        for (var i = from; i < to; )
                        {
                            var size = Math.Min(to - i, 1 + ((i + sender) % 7));
                            var series = Ingest.Series(name, values.Skip(i).Take(size), Ingest.Start + (i * 300L));
                            await call.RequestStream.WriteAsync(new() { Series = { series } });
                            await call.ResponseStream.MoveNext(CancellationToken.None);
                            i += size;
                        }
                        await call.RequestStream.CompleteAsync();
                    }
                )
        );

    private async Task AssertEqualsTableAsync(IEnumerable<(string Metric, MetricDataRow Row)> rows, IReadOnlyList<Metric> metrics)
    {
        var given = rows.ToLookup(row => row.Metric, row => row.Row);
        Assert.That(given.Select(group => group.Key), Is.EquivalentTo(metrics.Select(metric => metric.Name)));
        foreach (var metric in metrics)
        {
            var stored = await RowsAsync(metric.MetricName);
            var expected = stored.Select(row => (row.RowId, row.Time, row.Value, row.Score?.AnomalyLikelihood, row.Score?.RawAnomalyScore));
            Assert.That(
                given[metric.Name]
                    .Select(row =>
                        (
                            row.RowId,
                            row.SampleTime.Seconds,
                            row.Value,
                            row.HasAnomalyLikelihood ? row.AnomalyLikelihood : (double?)null,
                            row.HasRawAnomalyScore ? row.RawAnomalyScore : (double?)null
                        )
                    ),
                Is.EqualTo(expected),
                metric.MetricName
            );
        }
    }

    private static (string, long) Key((string Metric, MetricDataRow Row) row) => (row.Metric, row.Row.RowId);
}
