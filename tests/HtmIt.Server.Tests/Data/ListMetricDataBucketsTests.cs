using Google.Protobuf.WellKnownTypes;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Data;

/// <summary>Rows summed up in buckets, compared with the rows.</summary>
public sealed class ListMetricDataBucketsTests : ServerFixture
{
    private const int Step = 300;
    private const int RowCount = 4_000;

    private string _metric = "";
    private IReadOnlyList<StoredRow> _rows = [];
    private long Begin => _rows[0].Time;
    private long End => _rows[^1].Time + 1;

    /// <summary>Random values and distances over months, with gaps; some rows without scores.</summary>
    [OneTimeSetUp]
    public async Task FillAsync()
    {
        var random = new Random(11);
        var series = new SampleSeries { Target = new() { Key = new() { MetricName = "buckets" } } };
        var time = Ingest.Start + 17;
        for (var i = 0; i < RowCount; i++)
        {
            time += random.Next(50) == 0 ? Step * random.Next(2, 60) : Step + random.Next(-20, 20);
            series.Samples.Add(new Sample { SampleTime = Second(time), Value = (random.NextDouble() - 0.5) * 1_000 });
        }
        await Data.SendAsync(series);
        await Tables.ExecuteAsync(
            Server.ConnectionString,
            """
            update metric_data set raw_anomaly_score = 0, display_value = 0, anomaly_likelihood = (row_id * 7919 % 1000) / 1000.0,
                surprise = (row_id * 104729 % 997) / 100.0
            where row_id % 7 <> 0 and row_id not between 1000 and 1500
            """
        );
        _metric = (await MetricAsync("buckets")).Name;
        _rows = await RowsAsync("buckets");
    }

    [TestCase(1), TestCase(2), TestCase(7), TestCase(1_000), TestCase(10_000)]
    public async Task ByCount_EqualsTheRows(int count)
    {
        foreach (var (start, end) in Ranges())
        {
            var width = (end - start + count - 1) / count;
            var answer = await ListAsync(start, end, request => request.BucketCount = count);
            Assert.That(answer.BucketWidth.Seconds, Is.EqualTo(width));
            AssertEqual(answer, start, end, start, width);
            Assert.That(answer.Buckets, Has.Count.LessThanOrEqualTo(count));
        }
    }

    [TestCase(200), TestCase(3_600), TestCase(86_400), TestCase(3_000_000_000)]
    public async Task ByWidth_EqualsTheRowsAndIsAlignedTo1970(long width)
    {
        foreach (var (start, end) in Ranges())
        {
            if ((end - start) / width > 9_990)
            {
                continue;
            }
            var answer = await ListAsync(start, end, request => request.BucketWidth = new() { Seconds = width });
            AssertEqual(answer, start, end, 0, width);
        }
    }

    [Test]
    public async Task Times_Fractions_AreRoundedUp()
    {
        var half = Second(_rows[5].Time);
        half.Nanos = 500_000_000;
        var answer = await ListAsync(half, Second(End));
        Assert.That(answer.Buckets.Sum(bucket => bucket.RowCount), Is.EqualTo(RowCount - 6));
        answer = await ListAsync(Second(Begin), half);
        Assert.That(answer.Buckets.Sum(bucket => bucket.RowCount), Is.EqualTo(6));
    }

    [Test]
    public async Task Values_Extreme_HaveAMean()
    {
        double[] values = [double.MaxValue, double.MaxValue, 1e-320, double.MinValue, 1e200, -1e200, double.Epsilon];
        await Data.SendAsync(Ingest.Series("buckets.extreme", values));
        var metric = (await MetricAsync("buckets.extreme")).Name;
        var answer = await Data.ListMetricDataBucketsAsync(
            new()
            {
                Metric = metric,
                StartTime = Second(Ingest.Start),
                EndTime = Second(Ingest.Start + Step * 100),
                BucketCount = 1,
            }
        );
        var bucket = answer.Buckets.Single();
        Assert.That((bucket.MinValue, bucket.MaxValue), Is.EqualTo((double.MinValue, double.MaxValue)));
        Assert.That(bucket.MeanValue, Is.EqualTo(double.MaxValue / 7).Within(1e-12).Percent);
        Assert.That(bucket.HasMaxSurprise || bucket.HasMaxAnomalyLikelihood, Is.False);
    }

    /// <summary>All, parts that begin and end at rows and beside them, and ranges without rows.</summary>
    private IEnumerable<(long Start, long End)> Ranges()
    {
        yield return (Begin, End);
        yield return (Begin - 100_000, End + 100_000);
        yield return (_rows[1_000].Time, _rows[1_400].Time);
        yield return (_rows[1_000].Time + 1, _rows[1_400].Time + 1);
        yield return (_rows[3].Time, _rows[3].Time + 1);
        yield return (Begin - 1_000, Begin);
        yield return (End, End + 1_000);
    }

    private void AssertEqual(ListMetricDataBucketsResponse answer, long start, long end, long origin, long width)
    {
        var before = _rows.Where(row => row.Time < end).TakeLast(1_001).Select(row => row.Time).ToArray();
        var distances = before.Zip(before.Skip(1), (one, next) => next - one).Order().ToArray();
        var usual = distances.Length == 0 ? long.MaxValue / 3 : distances[(distances.Length - 1) / 2];
        var expected = _rows
            .Where(row => row.Time >= start && row.Time < end)
            .GroupBy(row => origin + (row.Time - origin) / width * width)
            .Select(group => ToBucket(group.Key, [.. group], usual))
            .ToArray();
        Assert.That(answer.Buckets, Has.Count.EqualTo(expected.Length));
        Assert.That(answer.KeptSince, Is.Null);
        for (var i = 0; i < expected.Length; i++)
        {
            var actual = answer.Buckets[i].Clone();
            Assert.That(actual.MeanValue, Is.EqualTo(expected[i].MeanValue).Within(1e-9));
            actual.MeanValue = expected[i].MeanValue;
            Assert.That(actual, Is.EqualTo(expected[i]));
        }
    }

    private MetricDataBucket ToBucket(long start, StoredRow[] rows, long usual)
    {
        var bucket = new MetricDataBucket
        {
            StartTime = Second(start),
            RowCount = rows.Length,
            FirstValue = rows[0].Value,
            LastValue = rows[^1].Value,
            MinValue = rows.Min(row => row.Value),
            MaxValue = rows.Max(row => row.Value),
            MeanValue = rows.Average(row => row.Value),
            UnscoredRowCount = rows.Count(row => row.Score is null),
            // Row ids count from 1.
            Gap = rows.Any(row => row.RowId > 1 && row.Time - _rows[(int)row.RowId - 2].Time > 3 * usual),
        };
        if (bucket.UnscoredRowCount < rows.Length)
        {
            bucket.MaxSurprise = rows.Max(row => row.Score?.Surprise)!.Value;
            bucket.MaxAnomalyLikelihood = rows.Max(row => row.Score?.AnomalyLikelihood)!.Value;
        }
        return bucket;
    }

    private Task<ListMetricDataBucketsResponse> ListAsync(long start, long end, Action<ListMetricDataBucketsRequest> divide)
    {
        var request = new ListMetricDataBucketsRequest
        {
            Metric = _metric,
            StartTime = Second(start),
            EndTime = Second(end),
        };
        divide(request);
        return Data.ListMetricDataBucketsAsync(request).ResponseAsync;
    }

    private Task<ListMetricDataBucketsResponse> ListAsync(Timestamp start, Timestamp end) =>
        Data.ListMetricDataBucketsAsync(
            new()
            {
                Metric = _metric,
                StartTime = start,
                EndTime = end,
                BucketCount = 10,
            }
        ).ResponseAsync;

    private static Timestamp Second(long seconds) => new() { Seconds = seconds };
}
