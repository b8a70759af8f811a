using HtmIt.Core.Log;
using HtmIt.Core.Watch;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Server;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Streams;

/// <summary>A watch on one server has what another one on the same database stores.</summary>
public sealed class TwoServersWatchTests : ServerFixture
{
    [Test] // no sample comes to the watch's own server
    [CancelAfter(120_000)]
    public async Task WatchMetricData_SampleToOtherServer_Arrives(CancellationToken cancellationToken)
    {
        await using var other = await InProcessServer.StartAsync(Server.ConnectionString);
        var there = new MetricDataService.MetricDataServiceClient(other.Channel);
        await there.SendAsync(Ingest.Series("two.one", [1]));
        using var watch = new Watcher(Data, new());
        await watch.ReadUntilCaughtUpAsync();
        for (var i = 1; i <= 5; i++)
        {
            await there.SendAsync(Ingest.Series("two.one", [i], Ingest.Start + (i * 300)));
            await watch.ReadRowsAsync(i);
        }
        Assert.That(watch.Rows.Select(row => row.RowId), Is.EqualTo(new long[] { 2, 3, 4, 5, 6 }));
        Assert.That(watch.Steps.Select(step => step.EventCase), Has.None.EqualTo(WatchMetricDataResponse.EventOneofCase.FellBehind));
    }

    [Test] // who watches nothing asks nothing, and a server's own commits wake nobody twice
    public async Task WatchMetricData_OwnCommits_AreReadFromTheHub()
    {
        using var watch = new Watcher(Data, new());
        await watch.ReadUntilCaughtUpAsync();
        var hub = Server.Services.GetRequiredService<ResultHub>();
        await Data.SendAsync(Ingest.Series("two.own", [1]));
        await watch.ReadRowsAsync(1);
        var newest = (await Server.Services.GetRequiredService<ISampleReader>().ReadRangeAsync(CancellationToken.None)).Newest;
        Assert.That(hub.Newest, Is.EqualTo(newest));
    }
}
