using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Watch;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using EventCase = HtmIt.V1.WatchMetricDataResponse.EventOneofCase;
using LabelMatcher = HtmIt.V1.LabelMatcher;
using MetricSelector = HtmIt.V1.MetricSelector;
using MetricStatus = HtmIt.V1.MetricStatus;

namespace HtmIt.Server.Tests.Streams;

/// <summary>Watches of the metrics that a selector selects, whenever it comes to select them.</summary>
public sealed class WatchSelectorTests : ServerFixture
{
    [Test]
    public async Task Watch_ByLabel_FollowsThoseAndNewOnesFromTheirFirstRow()
    {
        await Data.SendAsync(Labelled("sel.old", "a", [1, 2]), Labelled("sel.foreign", "b", [1]));
        using var watch = new Watcher(
            Data,
            new()
            {
                Selector = Host("a"),
                StartTime = new() { Seconds = Ingest.Start },
            }
        );
        await watch.ReadUntilCaughtUpAsync();
        Assert.That(watch.Rows.Count(), Is.EqualTo(2));
        var position = watch.Position;

        await Data.SendAsync(Labelled("sel.new", "a", [1, 2, 3]), Labelled("sel.other", "b", [1]), Labelled("sel.other", "", [1]));
        await watch.ReadRowsAsync(5);

        var rows = watch.Steps.Skip(1).SelectMany(Watcher.RowsOf).ToList();
        Assert.That(rows.Select(one => one.Key.MetricName), Is.EqualTo(new[] { "sel.old", "sel.new" }));
        Assert.That(rows.Select(one => one.Key.Labels["host"]), Is.All.EqualTo("a"));
        var added = watch.Steps.FindIndex(step => step.EventCase == EventCase.MetricsAdded);
        Assert.That(watch.Steps[added].MetricsAdded.Metrics, Is.EqualTo(new[] { rows[1].Metric }));
        Assert.That(added, Is.LessThan(watch.Steps.FindIndex(step => Watcher.RowsOf(step).Contains(rows[1]))));
        // A position is good for another selector too.
        using var foreign = new Watcher(Data, new() { Selector = Host("b"), AfterPosition = position });
        await foreign.ReadUntilCaughtUpAsync();
        Assert.That(foreign.Steps.SelectMany(Watcher.RowsOf).Single().Key.MetricName, Is.EqualTo("sel.other"));
    }

    [Test] // what a metric is changes while it is followed
    public async Task Watch_ByStatus_SaysWhoCameAndWent()
    {
        await Data.SendAsync(Ingest.Series("sel.status", [1]));
        var metric = await MetricAsync("sel.status");
        var selector = new MetricSelector { Statuses = { MetricStatus.Active }, NamePatterns = { "sel.status" } };
        using var watch = new Watcher(Data, new() { Selector = selector });
        await watch.ReadUntilCaughtUpAsync();

        await MonitorAsync("sel.status");
        await ActiveAsync("sel.status");
        await watch.ReadUntilAsync(step => step.MetricsAdded?.Metrics.Contains(metric.Name) == true);
        await Data.SendAsync(Ingest.Series("sel.status", [2], Ingest.Start + 300));
        await watch.ReadUntilAsync(step => Watcher.RowsOf(step).AllRows().Any(row => row.RowId == 2));

        await Metrics.DeleteMetricAsync(new() { Name = metric.Name });
        await watch.ReadUntilAsync(step => step.MetricsRemoved?.Metrics.Contains(metric.Name) == true);
        Assert.That(watch.Steps.Select(step => step.Position), Has.None.Empty);
    }

    [Test] // else the rows of a read of the store would be missing that said at its end that they are followed
    public async Task NamedNumbers_MetricThatIsNotSelectedYet_AreThoseThatMayCome()
    {
        var metric = (await Metrics.CreateMetricAsync(new() { Metric = new() { MetricName = "sel.named" } })).Metric;
        Assert.That(MetricId.TryParseMetric(metric.Name, out var id), Is.True);
        var store = Server.Services.GetRequiredService<IMetricStore>();
        var time = new FakeTimeProvider();
        var selector = new Core.Metrics.MetricSelector { Metrics = [id], Statuses = [Core.Metrics.MetricStatus.PendingData] };
        var selection = await WatchSelection.StartAsync(selector, store, new(store, time), time, CancellationToken.None);
        Assert.That(selection.Numbers, Is.Empty);

        var number = (await store.FindAsync(id, CancellationToken.None))!.Number;
        Assert.That(selection.NamedNumbers, Is.EqualTo(new[] { number }));
        await MonitorAsync("sel.named", withRange: false);
        time.Advance(TimeSpan.FromSeconds(10));
        Assert.That((await selection.RefreshAsync(CancellationToken.None)).Added, Is.EqualTo(new[] { id }));
    }

    private static MetricSelector Host(string host) =>
        new()
        {
            NamePatterns = { "sel.*" },
            Labels =
            {
                new LabelMatcher
                {
                    Key = "host",
                    Op = LabelMatcher.Types.Op.Equal,
                    Values = { host },
                },
            },
        };

    private static SampleSeries Labelled(string name, string host, IEnumerable<double> values)
    {
        var series = Ingest.Series(name, values);
        if (host.Length > 0)
        {
            series.Target.Key.Labels["host"] = host;
        }
        return series;
    }
}
