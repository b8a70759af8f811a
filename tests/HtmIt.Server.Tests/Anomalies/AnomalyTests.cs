using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Anomalies;

/// <summary>Rankings as callers see them: API-R-001 to API-R-003 and D13.</summary>
public sealed class AnomalyTests : ServerFixture
{
    private const int Hosts = 3;
    private const int Rows = 1_300;

    private readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["HtmIt:Anomalies:WatchIntervalSeconds"] = "1" };

    private AnomalyService.AnomalyServiceClient Anomalies => new(Channel);

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        for (var host = 0; host < Hosts; host++)
        {
            foreach (var (metric, seed) in new[] { ("cpu", 1), ("disk", 2) })
            {
                await MonitorAsync($"{host}.{metric}", $"host {host}");
                var values = Values.Wave((10 * seed) + host, Rows);
                for (var i = 0; i < host * 7; i++)
                {
                    values[^(20 + (13 * i))] = 100 * (i % 2);
                }
                await Data.SendAsync(Ingest.Series($"{host}.{metric}", values));
            }
        }
        await Data.SendAsync(Ingest.Series("unmonitored", [1, 2, 3]));
    }

    [Test] // API-R-001
    public async Task ListRankingPeriods_Always_AreThree() =>
        Assert.That((await Anomalies.ListRankingPeriodsAsync(new())).Periods, Is.EqualTo(new[] { Hours(2), Hours(24), Hours(192) }));

    [TestCase(1, RankingScore.Surprise, false)] // API-R-002, D13: against a plain computation over the stored rows
    [TestCase(2, RankingScore.DisplayValue, false)]
    [TestCase(5, RankingScore.Surprise, true)]
    [TestCase(24, RankingScore.DisplayValue, true)]
    [TestCase(24, RankingScore.Unspecified, false)]
    [TestCase(192, RankingScore.Surprise, true)]
    [TestCase(192, RankingScore.Surprise, false)]
    [TestCase(24, RankingScore.Severity, false)]
    [TestCase(192, RankingScore.Severity, true)]
    public async Task RankMetrics_ByRank_AddsUpTheBlocksMaxima(int hours, RankingScore score, bool includeLearning)
    {
        var request = new RankMetricsRequest
        {
            EndingWithNewest = Hours(hours),
            Score = score,
            LearningRows = includeLearning ? LearningRows.Include : LearningRows.Unspecified,
        };
        var ranking = (await Anomalies.RankMetricsAsync(request)).Ranking;

        var end = ranking.WindowEndTime.Seconds;
        Assert.That(end, Is.EqualTo(await NewestAsync()));
        Assert.That(ranking.WindowStartTime.Seconds, Is.EqualTo(end - (hours * 3_600)));
        Assert.That(ranking.BlockDuration.Seconds, Is.EqualTo(hours * 150));
        Assert.That(ranking.Score, Is.EqualTo(score == RankingScore.Unspecified ? RankingScore.Surprise : score));
        foreach (var ranked in ranking.Metrics)
        {
            var blocks = (await RowsAsync(ranked.Metric.MetricName))
                .Where(row =>
                    row.Time > end - (hours * 3_600) && row.Time <= end && row.Score is not null && (includeLearning || row.RowId > 120)
                )
                .GroupBy(row => row.Time / (hours * 150));
            var maxima = blocks.OrderBy(block => block.Key).ToDictionary(block => block.Key, block => Max(block, ranking.Score));
            var value = ranking.Score == RankingScore.Severity ? maxima.Values.DefaultIfEmpty().Max() : maxima.Values.Sum();
            Assert.That(ranked.Value, Is.EqualTo(value).Within(1e-9), ranked.Metric.MetricName);
            Assert.That(ranked.Bars.Count, Is.InRange(24, 25));
            foreach (var bar in ranked.Bars)
            {
                var known = maxima.TryGetValue(bar.StartTime.Seconds / (hours * 150), out var maximum);
                Assert.That(bar.HasMaxSurprise, Is.EqualTo(known));
                var shown = ranking.Score switch
                {
                    RankingScore.Surprise => bar.MaxSurprise,
                    RankingScore.DisplayValue => bar.MaxDisplayValue,
                    _ => maximum, // It has no place in a bar.
                };
                Assert.That(shown, Is.EqualTo(maximum));
                Assert.That(bar.Color == AnomalyColor.Unspecified, Is.Not.EqualTo(known));
            }
        }
        Assert.That(ranking.Metrics, Has.Exactly((Hosts * 2) + 1).Items);
        Assert.That(ranking.Metrics.Select(one => one.ResourceValue), Is.Ordered.Descending);
        foreach (var resource in ranking.Metrics.GroupBy(one => one.Metric.Resource))
        {
            Assert.That(resource.Select(one => one.ResourceValue), Is.All.EqualTo(resource.Max(one => one.Value)), resource.Key);
        }
    }

    [Test] // the bars are those of the drawn score and colour
    public async Task RankMetrics_Bars_HaveHeightAndColour()
    {
        var ranking = (
            await Anomalies.RankMetricsAsync(
                new()
                {
                    EndingWithNewest = Hours(192),
                    Selector = new() { Resources = { "host 2" } },
                }
            )
        ).Ranking;
        foreach (var bar in ranking.Metrics.SelectMany(one => one.Bars).Where(bar => bar.HasHeight))
        {
            var score = bar.MaxAnomalyLikelihood;
            Assert.That(bar.Height, Is.EqualTo(Math.Log(1.0000000001 - score) / Math.Log(1 - 0.9999999999)).Within(1e-6));
            var color =
                score > 0.99999 ? AnomalyColor.Red
                : score > 0.9999 ? AnomalyColor.Yellow
                : AnomalyColor.Green;
            Assert.That(bar.Color, Is.EqualTo(color));
        }
    }

    [Test]
    public async Task RankMetrics_Pages_JoinToTheWhole()
    {
        var whole = (await Anomalies.RankMetricsAsync(new() { EndingWithNewest = Hours(24) })).Ranking;
        var request = new RankMetricsRequest
        {
            EndingWithNewest = Hours(24),
            PageSize = 2,
            WithoutBars = true,
        };
        var names = new List<string>();
        do
        {
            var page = await Anomalies.RankMetricsAsync(request);
            Assert.That(page.Ranking.WindowEndTime, Is.EqualTo(whole.WindowEndTime));
            names.AddRange(page.Ranking.Metrics.Select(one => one.Metric.Name));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);
        Assert.That(names, Is.EqualTo(whole.Metrics.Select(one => one.Metric.Name)));
    }

    [Test]
    public async Task RankMetrics_Filters_Select()
    {
        var monitored = (await Anomalies.RankMetricsAsync(new() { EndingWithNewest = Hours(2), MonitoredOnly = true })).Ranking;
        Assert.That(monitored.Metrics, Has.Exactly(Hosts * 2).Items);
        var host = (
            await Anomalies.RankMetricsAsync(
                new()
                {
                    EndingWithNewest = Hours(2),
                    Selector = new() { Resources = { "host 1" } },
                    Order = RankingOrder.Name,
                }
            )
        ).Ranking;
        Assert.That(host.Metrics.Select(one => one.Metric.MetricName), Is.EqualTo(new[] { "1.cpu", "1.disk" }));
        var none = (
            await Anomalies.RankMetricsAsync(
                new()
                {
                    EndingWithNewest = Hours(2),
                    Selector = new() { Datasources = { Datasource.Autostack } },
                }
            )
        ).Ranking;
        Assert.That(none.Metrics, Is.Empty);
        var cpus = await Anomalies.RankMetricsAsync(
            new()
            {
                EndingWithNewest = Hours(24),
                Selector = new() { NamePatterns = { "*.cpu" } },
                PageSize = 2,
            }
        );
        Assert.That(cpus.Ranking.Metrics.Select(one => one.Metric.MetricName), Is.All.EndsWith(".cpu").And.Exactly(2).Items);
        Assert.That(cpus.NextPageToken, Is.Not.Empty);
    }

    private static IEnumerable<TestCaseData> BadRequests()
    {
        yield return Bad("no window", one => one.ClearWindow(), "window");
        yield return Bad("nothing", one => one.EndingWithNewest = Hours(0), "ending_with_newest");
        yield return Bad("negative", one => one.EndingWithEachMetric = Hours(-2), "ending_with_each_metric");
        yield return Bad("too short", one => one.EndingWithNewest = new() { Seconds = 48 }, "ending_with_newest");
        yield return Bad("too long", one => one.EndingWithNewest = Hours(745), "ending_with_newest");
        yield return Bad("no whole multiple", one => one.EndingWithEachMetric = new() { Seconds = 100 }, "ending_with_each_metric");
        yield return Bad("no whole seconds", one => one.EndingWithNewest = new() { Seconds = 240, Nanos = 1 }, "ending_with_newest");
        yield return Bad("no end", one => one.Interval = new() { StartTime = new() }, "interval.end_time");
        yield return Bad("backwards", one => one.Interval = Between(7_200, 0), "interval");
        yield return Bad("uneven interval", one => one.Interval = Between(0, 7_201), "interval");
        yield return Bad("unknown score", one => one.Score = (RankingScore)9, "score");
        yield return Bad("unknown order", one => one.Order = (RankingOrder)9, "order");
        yield return Bad("unknown datasource", one => one.Selector = new() { Datasources = { (Datasource)9 } }, "selector.datasources[0]");
        yield return Bad("negative page", one => one.PageSize = -1, "page_size");
        yield return Bad("foreign token", one => one.PageToken = "AAAA", "page_token");

        static TestCaseData Bad(string name, Action<RankMetricsRequest> spoil, string field) =>
            new TestCaseData(spoil, field).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(BadRequests))]
    public async Task RankMetrics_Bad_IsRefused(Action<RankMetricsRequest> spoil, string field)
    {
        var request = new RankMetricsRequest { EndingWithNewest = Hours(2) };
        spoil(request);
        var refusal = await Refusal.OfAsync(Anomalies.RankMetricsAsync(request));
        Assert.That((refusal.Code, refusal.Field), Is.EqualTo((StatusCode.InvalidArgument, field)));
    }

    [Test] // live: the ranking as it is, and again when a sample changed it
    public async Task WatchRanking_NewSamples_GivesTheNewRanking()
    {
        using var stop = new CancellationTokenSource(_patience);
        using var watch = Anomalies.WatchRanking(new() { EndingWithNewest = Hours(3), Size = 2 }, cancellationToken: stop.Token);
        await watch.ResponseStream.MoveNext(stop.Token);
        var first = watch.ResponseStream.Current.Ranking;
        Assert.That(first.Metrics, Has.Exactly(2).Items);
        var newest = await NewestAsync();

        await Data.SendAsync(Ingest.Series("0.cpu", Enumerable.Range(0, 12).Select(i => 100.0 * (i % 2)), newest + 60, 60));
        await watch.ResponseStream.MoveNext(stop.Token);

        var second = watch.ResponseStream.Current.Ranking;
        Assert.That(second.WindowEndTime.Seconds, Is.EqualTo(newest + (12 * 60)));
        Assert.That(second.Metrics, Is.Not.EqualTo(first.Metrics));
    }

    [Test]
    public async Task RankMetrics_Interval_IsAfterItsStartAndUpToItsEnd()
    {
        var end = await NewestAsync() - 36_000;
        var interval = Between(end - 7_200, end);
        var ranking = (await Anomalies.RankMetricsAsync(new() { Interval = interval })).Ranking;
        Assert.That((ranking.WindowStartTime, ranking.WindowEndTime), Is.EqualTo((interval.StartTime, interval.EndTime)));
        await AssertValueAsync(ranking, "2.cpu", end - 7_200, end);

        // Both ends at a sample: the later one counts.
        var empty = (await Anomalies.RankMetricsAsync(new() { Interval = Between(end + 3_600_000, end + 3_607_200) })).Ranking;
        Assert.That(empty.Metrics.Select(one => one.Value), Is.All.Zero);
    }

    [Test] // a metric that came to an end is seen where it ended
    public async Task RankMetrics_EndingWithEachMetric_LooksAtTheirOwnEnds()
    {
        var newest = await NewestAsync();
        await MonitorAsync("ended");
        await Data.SendAsync(Ingest.Series("ended", Values.Wave(8, 1_100), newest - (400 * 86_400)));
        var request = new RankMetricsRequest { EndingWithEachMetric = Hours(5), PageSize = 3 };
        var ranked = new List<RankedMetric>();
        do
        {
            var page = await Anomalies.RankMetricsAsync(request);
            Assert.That(page.Ranking.WindowEndTime, Is.Null);
            ranked.AddRange(page.Ranking.Metrics);
            request.PageToken = page.NextPageToken;
        } while (request.PageToken.Length > 0);

        var ended = ranked.Single(one => one.Metric.MetricName == "ended");
        var end = (await RowsAsync("ended"))[^1].Time;
        Assert.That(ended.WindowEndTime.Seconds, Is.EqualTo(end));
        Assert.That(ended.WindowStartTime.Seconds, Is.EqualTo(end - (5 * 3_600)));
        Assert.That(ended.Bars.Count, Is.InRange(24, 25));
        await AssertValueAsync(new() { Metrics = { ranked } }, "ended", end - (5 * 3_600), end);
        Assert.That(ranked.Select(one => one.Metric.Name), Is.Unique);
        await Metrics.DeleteMetricAsync(new() { Name = ended.Metric.Name });
    }

    private async Task AssertValueAsync(Ranking ranking, string name, long start, long end)
    {
        var block = (end - start) / 24;
        var expected = (await RowsAsync(name))
            .Where(row => row.Time > start && row.Time <= end && row.RowId > 120)
            .GroupBy(row => row.Time / block)
            .Sum(rows => Max(rows, RankingScore.Surprise));
        Assert.That(ranking.Metrics.Single(one => one.Metric.MetricName == name).Value, Is.EqualTo(expected).Within(1e-9));
    }

    private static Duration Hours(int hours) => new() { Seconds = hours * 3_600L };

    private static Interval Between(long start, long end) =>
        new()
        {
            StartTime = new() { Seconds = start },
            EndTime = new() { Seconds = end },
        };

    private static double Max(IEnumerable<StoredRow> rows, RankingScore score) =>
        score switch
        {
            RankingScore.Surprise => rows.Max(row => row.Score!.Value.Surprise),
            RankingScore.DisplayValue => rows.Max(row => row.Score!.Value.DisplayValue),
            _ => rows.Max(row => row.Score!.Value.Severity),
        };

    private Task<long> NewestAsync() =>
        Tables.CountAsync(Server.ConnectionString, "select extract(epoch from max(sample_time))::bigint from metric_data");
}
