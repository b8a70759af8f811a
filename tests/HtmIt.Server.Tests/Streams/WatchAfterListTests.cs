using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Streams;

/// <summary>A list, and then a watch from where it stood: nothing is missed between the two.</summary>
public sealed class WatchAfterListTests : ServerFixture
{
    [Test, CancelAfter(60_000)]
    public async Task Watch_FromThePositionOfAList_GivesWhatIsStoredAfterIt()
    {
        await Data.SendAsync(Ingest.Series("list.watch", [1, 2, 3]));
        var metric = await MetricAsync("list.watch");
        var request = new ListMetricDataRequest
        {
            Metric = metric.Name,
            IncludeUnscored = true,
            Order = DataOrder.Ascending,
            PageSize = 2,
        };
        var first = await Data.ListMetricDataAsync(request);
        await Data.SendAsync(Ingest.Series("list.watch", [4], Ingest.Start + 900));
        request.PageToken = first.NextPageToken;
        var second = await Data.ListMetricDataAsync(request);

        using var watch = new Watcher(Data, new() { AfterPosition = first.Position });
        await watch.ReadRowsAsync(1);

        Assert.That((first.Position.Length > 0, second.Position), Is.EqualTo((true, "")));
        Assert.That(watch.Rows.Select(row => row.Value), Is.EqualTo(new[] { 4.0 }));
    }
}
