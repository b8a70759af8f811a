using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Rankings;
using NUnit.Framework;

namespace HtmIt.Core.Tests.Rankings;

/// <summary>The order of rankings: API-R-002, API-R-003.</summary>
public sealed class RankingTests
{
    private int _number;

    [Test] // API-R-002: servers by their largest value, a server's metrics together, ties by server, then name
    public void Select_ByRank_GroupsServersByTheirLargest()
    {
        var ranking = Of(
            Metric("b", "cpu", 5),
            Metric("a", "disk", 1),
            Metric("c", "cpu", 7),
            Metric("a", "cpu", 9),
            Metric("b", "net", 7),
            Metric("d", "cpu", 0),
            Metric("c", "big", 0)
        );
        Assert.That(
            Names(ranking.Select(RankingOrder.Rank, _ => true, null, 100)),
            Is.EqualTo(new[] { "a cpu", "a disk", "b cpu", "b net", "c big", "c cpu", "d cpu" })
        );
        Assert.That(
            ranking.Select(RankingOrder.Rank, _ => true, null, 100).Select(one => one.ResourceValue),
            Is.EqualTo(new[] { 9, 9, 7, 7, 7, 7, 0 })
        );
    }

    [Test] // API-R-003: tagged ones first, by tag
    public void Select_ByName_PutsTaggedOnesFirst()
    {
        var ranking = Of(Metric("a", "cpu", 9), Metric("z", "cpu", 0, "web"), Metric("y", "net", 3, "db"), Metric("y", "cpu", 3, "db"));
        Assert.That(
            Names(ranking.Select(RankingOrder.Name, _ => true, null, 100)),
            Is.EqualTo(new[] { "y cpu", "y net", "z cpu", "a cpu" })
        );
    }

    [TestCase(RankingOrder.Rank)]
    [TestCase(RankingOrder.Name)]
    public void Select_Pages_JoinToTheWhole(RankingOrder order)
    {
        var random = new Random(7);
        var ranking = Of([
            .. Enumerable
                .Range(0, 200)
                .Select(_ =>
                    Metric($"s{random.Next(20)}", $"m{random.Next(5)}", random.Next(4), random.Next(3) == 0 ? $"t{random.Next(3)}" : "")
                ),
        ]);
        var paged = new List<RankedMetric>();
        RankingPlace? place = null;
        while (ranking.Select(order, _ => true, place, 7) is { Count: > 0 } page)
        {
            paged.AddRange(page);
            place = RankingPlace.Of(page[^1]);
        }
        Assert.That(paged, Is.EqualTo(ranking.Select(order, _ => true, null, 1_000)));
        Assert.That(paged, Is.Unique.And.Exactly(200).Items);
    }

    [Test] // a rank is that among all, whatever is shown
    public void Select_Filtered_KeepsTheRanks()
    {
        var ranking = Of(Metric("a", "cpu", 9), Metric("b", "cpu", 3), Metric("b", "disk", 5));
        var selected = ranking.Select(RankingOrder.Rank, one => one.Name == "cpu", null, 9);
        Assert.That(selected.Select(one => (one.Metric.Resource, one.ResourceValue)), Is.EqualTo(new[] { ("a", 9.0), ("b", 5.0) }));
    }

    [TestCase(2, 300, 86_399, 24)]
    [TestCase(2, 300, 86_400, 25)]
    [TestCase(24, 3_600, 863_999, 24)]
    [TestCase(24, 3_600, 863_700, 25)]
    [TestCase(192, 28_800, 28_799_999, 24)]
    [TestCase(1, 150, 1_000_000, 25)]
    [TestCase(1, 150, 3_599, 24)] // begins with 1970
    [TestCase(1, 150, 1_000, 25)] // begins before it
    public void BlockCount_Window_CoversAllOfIt(int hours, long block, long end, int count)
    {
        var window = new RankingWindow(hours * 3_600L, end);
        Assert.That((window.BlockSeconds, window.BlockCount), Is.EqualTo((block, count)));
        Assert.That(window.FirstBlock * block, Is.LessThanOrEqualTo(window.Start + 1));
        Assert.That((window.FirstBlock + count) * block, Is.GreaterThan(end));
    }

    [Test] // however many follow the same, its bars are read once
    public async Task ShareAsync_SameQuery_IsShownOnceUnlessItFailed()
    {
        var ranking = Of(Metric("a", "cpu", 9));
        var shown = 0;
        Task<RankingView> Share(int hours, bool fails = false) =>
            ranking.ShareAsync(
                new(new RankingSpan.EndingWithNewest(hours * 3_600L), null, RankingOrder.Rank, RankingFilter.All, WithBars: true, Size: 10),
                () =>
                {
                    shown++;
                    return fails
                        ? Task.FromException<RankingView>(new TimeoutException())
                        : Task.FromResult(new RankingView(null, Basis, []));
                }
            );

        Assert.That(async () => await Share(2, fails: true), Throws.TypeOf<TimeoutException>());
        var views = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Share(2)));
        await Share(3);

        Assert.That(views.Distinct().Count(), Is.EqualTo(1));
        Assert.That(shown, Is.EqualTo(3));
    }

    private static Ranking Of(params MetricValue[] metrics) => new(new(7_200, 1_000_000), Basis, metrics);

    private static readonly RankingBasis Basis = new(new RankingSpan.EndingWithNewest(7_200), RankingScore.Surprise, 120);

    private static IEnumerable<string> Names(IEnumerable<RankedMetric> ranked) =>
        ranked.Select(one => $"{one.Metric.Resource} {one.Metric.Name}");

    private MetricValue Metric(string resource, string name, double value, string tag = "") =>
        new(new(++_number, MetricId.New()), CustomDatasource.Instance, MetricStatus.Active, tag, resource, name)
        {
            ResourceId = ResourceId.Of("", resource),
            Value = value,
        };
}
