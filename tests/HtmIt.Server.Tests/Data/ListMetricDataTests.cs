using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Data;

/// <summary>Stored rows over the API: API-D, META-010, META-011, E2E-004.</summary>
public sealed class ListMetricDataTests : ServerFixture
{
    private const int RowCount = 700;
    private static readonly string[] Monitored = ["data.a", "data.b"];
    private string _metric = "";
    private IReadOnlyList<StoredRow> _stored = [];

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        var values = Values.Wave(8, RowCount);
        (values[500], values[640]) = (5_000, -5_000);
        foreach (var name in Monitored)
        {
            await Data.SendAsync(Ingest.Series(name, values));
            await MonitorAsync(name);
        }
        await Data.SendAsync(Ingest.Series("data.unmonitored", values));
        foreach (var name in Monitored)
        {
            await ActiveAsync(name);
        }
        _metric = (await MetricAsync("data.a")).Name;
        _stored = await RowsAsync("data.a");
    }

    [Test] // API-D-001, API-D-007, ANOM-011: the API's rows are the stored ones, bit for bit
    public async Task ListMetricData_WholeMetric_EqualsTheTable()
    {
        var rows = await ListAsync(new() { Metric = _metric, Order = DataOrder.Ascending });
        Assert.That(rows, Is.EqualTo(_stored.Select(row => Row(row))));
    }

    [Test] // API-D-002
    public async Task ListMetricData_Order_DependsOnTheStart()
    {
        var newestFirst = await ListAsync(new() { Metric = _metric });
        var oldestFirst = await ListAsync(new() { Metric = _metric, StartTime = At(0) });
        Assert.That(newestFirst.Select(row => row.RowId), Is.Ordered.Descending);
        Assert.That(oldestFirst.Select(row => row.RowId), Is.Ordered.Ascending);
        Assert.That(newestFirst, Has.Count.EqualTo(RowCount).And.EquivalentTo(oldestFirst));
        var upTo = await ListAsync(new() { Metric = _metric, EndTime = At(10) });
        Assert.That(upTo.Select(row => row.RowId), Is.Ordered.Descending);
    }

    [Test] // API-D-003, META-010
    public async Task ListMetricData_Bounds_AreInclusive()
    {
        var rows = await ListAsync(
            new()
            {
                Metric = _metric,
                StartTime = At(99),
                EndTime = At(199),
            }
        );
        Assert.That(rows.Select(row => row.RowId), Is.EqualTo(Enumerable.Range(100, 101)));

        var halfASecondLater = At(99);
        halfASecondLater.Nanos = 500_000_000;
        rows = await ListAsync(
            new()
            {
                Metric = _metric,
                StartTime = halfASecondLater,
                EndTime = halfASecondLater,
            }
        );
        Assert.That(rows, Is.Empty);
        rows = await ListAsync(
            new()
            {
                Metric = _metric,
                FirstRowId = 5,
                LastRowId = 7,
                Order = DataOrder.Ascending,
            }
        );
        Assert.That(rows.Select(row => row.RowId), Is.EqualTo(new[] { 5, 6, 7 }));
    }

    [Test] // API-D-004, API-D-005, META-010
    public async Task ListMetricData_MinimumScore_CombinesWithBounds()
    {
        var request = new ListMetricDataRequest
        {
            Metric = _metric,
            MinAnomalyLikelihood = 0.6,
            StartTime = At(300),
            EndTime = At(650),
        };
        var expected = _stored
            .Where(row => row.RowId is > 300 and <= 651 && row.Score!.Value.AnomalyLikelihood >= 0.6)
            .Select(row => row.RowId);
        var rows = await ListAsync(request);
        Assert.That(rows, Is.Not.Empty);
        Assert.That(rows.Select(row => row.RowId), Is.EqualTo(expected));

        rows = await ListAsync(new() { Metric = _metric, MinSurprise = 1 });
        Assert.That(
            rows.Select(row => row.RowId),
            Is.EqualTo(_stored.Where(row => row.Score!.Value.Surprise >= 1).Select(row => row.RowId).Reverse())
        );
    }

    [Test] // API-D-006, META-011
    public async Task ListMetricData_UnscoredRows_AppearOnlyWhenAskedFor()
    {
        var unmonitored = (await MetricAsync("data.unmonitored")).Name;
        Assert.That(await ListAsync(new() { Metric = unmonitored }), Is.Empty);
        var rows = await ListAsync(new() { Metric = unmonitored, IncludeUnscored = true });
        Assert.That(rows, Has.Count.EqualTo(RowCount));
        Assert.That(
            rows.Select(row => row.HasAnomalyLikelihood || row.HasRawAnomalyScore || row.HasSurprise || row.HasSeverity),
            Is.All.False
        );

        // The first hundred have score 0, and are listed.
        var early = await ListAsync(new() { Metric = _metric, LastRowId = 100 });
        Assert.That(early.ConvertAll(row => row.AnomalyLikelihood), Has.Count.EqualTo(100).And.All.Zero);
        var counts = await Metrics.GetMetricStatisticsAsync(new() { Target = new() { Metric = unmonitored } });
        Assert.That((counts.RowCount, counts.ScoredRowCount), Is.EqualTo((RowCount, 0)));
        counts = await Metrics.GetMetricStatisticsAsync(new() { Target = new() { Metric = _metric } });
        Assert.That((counts.RowCount, counts.ScoredRowCount), Is.EqualTo((RowCount, RowCount)));
    }

    [TestCase(1), TestCase(7), TestCase(699), TestCase(700), TestCase(10_000)] // API-D-008, META-012
    public async Task ListMetricData_Pages_JoinWithoutHoleOrRepetition(int size)
    {
        foreach (var order in new[] { DataOrder.Ascending, DataOrder.Descending })
        {
            var request = new ListMetricDataRequest
            {
                Metric = _metric,
                Order = order,
                PageSize = size,
                FirstRowId = size == 1 ? 650 : 0,
            };
            var whole = _stored.Where(row => row.RowId >= request.FirstRowId).Select(row => row.RowId);
            var rows = await ListAsync(request);
            Assert.That(rows.Select(row => row.RowId), Is.EqualTo(order == DataOrder.Ascending ? whole : whole.Reverse()));
        }
        var newest = await Data.ListMetricDataAsync(new() { Metric = _metric, PageSize = 3 });
        Assert.That(newest.MetricRows.AllRows().Select(row => row.RowId), Is.EqualTo(new[] { RowCount, RowCount - 1, RowCount - 2 }));
    }

    [TestCase(0, 1_000), TestCase(5, 3), TestCase(5, 5), TestCase(5, 1_000)] // API-D-008, API-D-009
    public async Task ListMetricData_AllMetrics_LimitsEach(int limit, int pageSize)
    {
        var rows = await ListNamedAsync(
            new()
            {
                Metric = "metrics/-",
                LimitPerMetric = limit,
                PageSize = pageSize,
                MinAnomalyLikelihood = 0.5,
            }
        );
        var expected = _stored.Where(row => row.Score!.Value.AnomalyLikelihood >= 0.5).Select(row => row.RowId).Reverse().ToArray();
        expected = limit == 0 ? expected : expected[..limit];
        var second = (await MetricAsync("data.b")).Name;
        Assert.That(
            rows.Select(row => (row.Metric, row.Row.RowId)),
            Is.EqualTo(expected.Select(id => (_metric, id)).Concat(expected.Select(id => (second, id))))
        );
    }

    [Test] // API-D-011
    public async Task GetProcessingStatistics_NothingPending_IsZero()
    {
        var statistics = await Data.GetProcessingStatisticsAsync(new());
        Assert.That(statistics.UnprocessedRowCount, Is.Zero);
    }

    [Test] // META-010: an unknown metric, today's answer
    public async Task ListMetricData_UnknownMetric_IsNotFound()
    {
        var refusal = await Refusal.OfAsync(Data.ListMetricDataAsync(new() { Metric = $"metrics/{new string('f', 32)}" }));
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.NotFound, "METRIC_NOT_FOUND")));
    }

    [Test] // a match is exact, and who finds nothing learns how many there are of the name
    public async Task ListMetricData_ByKey_FindsExactlyThat()
    {
        await Data.SendAsync(Ingest.Series("data.keyed", [1]));
        var series = Ingest.Series("data.keyed", [2, 3]);
        series.Target.Key.Labels["host"] = "a";
        await Data.SendAsync(series);
        var labelled = new MetricKey { MetricName = "data.keyed", Labels = { ["host"] = "a" } };
        var list = (await Data.ListMetricDataAsync(new() { Key = labelled, IncludeUnscored = true })).MetricRows.Single();
        Assert.That((list.Key, list.Rows.Count), Is.EqualTo((labelled, 2)));
        var buckets = new ListMetricDataBucketsRequest
        {
            Key = labelled,
            StartTime = At(0),
            EndTime = At(10),
            BucketCount = 1,
        };
        Assert.That((await Data.ListMetricDataBucketsAsync(buckets)).Buckets.Single().RowCount, Is.EqualTo(2));

        var other = new MetricKey { MetricName = "data.keyed", Labels = { ["host"] = "b" } };
        buckets.Key = other;
        foreach (
            var refusal in new[]
            {
                await Refusal.OfAsync(Data.ListMetricDataAsync(new() { Key = other })),
                await Refusal.OfAsync(Data.ListMetricDataBucketsAsync(buckets)),
                await Refusal.OfAsync(new DiagnosticsService.DiagnosticsServiceClient(Channel).SubmitFeedbackAsync(new() { Key = other })),
            }
        )
        {
            Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((StatusCode.NotFound, "METRIC_NOT_FOUND")));
            Assert.That(refusal.Metadata["metrics_of_name"], Is.EqualTo("2"));
        }
        var bad = await Refusal.OfAsync(Data.ListMetricDataAsync(new() { Key = new() }));
        Assert.That((bad.Code, bad.Field), Is.EqualTo((StatusCode.InvalidArgument, "key.metric_name")));
    }

    private async Task<List<MetricDataRow>> ListAsync(ListMetricDataRequest request) =>
        [.. (await ListNamedAsync(request)).Select(one => one.Row)];

    private async Task<List<(string Metric, MetricDataRow Row)>> ListNamedAsync(ListMetricDataRequest request)
    {
        var rows = new List<(string, MetricDataRow)>();
        var next = request.Clone();
        do
        {
            var page = await Data.ListMetricDataAsync(next);
            Assert.That(page.MetricRows.Select(one => one.Metric), Is.Unique);
            rows.AddRange(page.MetricRows.NamedRows());
            next.PageToken = page.NextPageToken;
        } while (next.PageToken.Length > 0);
        return rows;
    }

    private static Timestamp At(int index) => new() { Seconds = Ingest.Start + (index * 300L) };

    private static MetricDataRow Row(StoredRow row)
    {
        var proto = new MetricDataRow
        {
            RowId = row.RowId,
            SampleTime = new() { Seconds = row.Time },
            Value = row.Value,
        };
        if (row.Score is { } score)
        {
            proto.RawAnomalyScore = score.RawAnomalyScore;
            proto.AnomalyLikelihood = score.AnomalyLikelihood;
            proto.Surprise = score.Surprise;
            proto.Severity = score.Severity;
            proto.Learning = row.RowId <= 120;
        }
        return proto;
    }
}
