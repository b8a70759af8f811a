using HtmIt.Core.Ingest;
using HtmIt.Core.Watch;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;
using SampleSeries = HtmIt.V1.SampleSeries;

namespace HtmIt.Server.Tests.Streams;

/// <summary>Streams that do not keep up, and streams whose metrics are quiet.</summary>
public sealed class SlowWatchTests : ServerFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["HtmIt:Watch:BufferedCommits"] = "2" };

    [Test] // a reader that stalls is told so, loses nothing, and delays nobody
    public async Task Watch_StalledReader_FallsBehindAndLosesNothing()
    {
        var watch = Server.Services.GetRequiredService<WatchMetricData>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var rows = new List<long>();
        var fellBehind = 0;
        var caughtUp = 0;
        await foreach (var step in watch.ExecuteAsync(new([], new WatchStart.Now(), default), patience.Token))
        {
            rows.AddRange(step.Segments.SelectMany(segment => segment.Rows).Select(row => row.RowId));
            fellBehind += step.Event == WatchEvent.FellBehind ? 1 : 0;
            if (step.Event == WatchEvent.CaughtUp && caughtUp++ == 0)
            {
                // The stream stands still here while ten commits pass.
                for (var i = 0; i < 10; i++)
                {
                    await Data.SendAsync(Ingest.Series("slow.one", [i], Ingest.Start + (i * 60)));
                }
            }
            if (rows.Count == 10 && caughtUp == 2)
            {
                break;
            }
        }
        Assert.That(rows, Is.EqualTo(Enumerable.Range(1, 10)));
        Assert.That(fellBehind, Is.EqualTo(1));
    }

    [Test] // the same over gRPC, where the network buffers too
    public async Task Watch_ManyCommitsUnread_GivesAllRows()
    {
        using var watch = new Watcher(Data, new());
        await watch.ReadUntilCaughtUpAsync();
        using var call = Data.IngestMetricData();
        for (var i = 0; i < 60; i++)
        {
            var series = Enumerable.Range(0, 5).Select(metric => Series($"slow.many{metric}", i));
            await call.RequestStream.WriteAsync(new() { Series = { series } });
            await call.ResponseStream.MoveNext(CancellationToken.None);
        }
        await watch.ReadRowsAsync(5 * 60 * 20);
        Assert.That(watch.NamedRows.Select(row => (row.Metric, row.Row.RowId)), Is.Unique);
    }

    private static SampleSeries Series(string name, int batch) =>
        Ingest.Series(name, Enumerable.Range(0, 20).Select(i => (double)i), Ingest.Start + (batch * 20 * 60), 60);
}
