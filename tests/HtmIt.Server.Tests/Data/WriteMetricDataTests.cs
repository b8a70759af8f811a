using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.Testing.Postgres;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Data;

/// <summary>One batch without a stream, and what both ways say of one.</summary>
public sealed class WriteMetricDataTests : ServerFixture
{
    /// <summary>What clients take as a rule.</summary>
    private const int UsualMessage = 4 * 1_024 * 1_024;

    [Test, CancelAfter(60_000)]
    public async Task WriteMetricData_NewName_StoresBeforeItAnswers()
    {
        var outcome = (await WriteAsync(Ingest.Series("write.new", [1, 2, 3]))).Single();

        Assert.That((await RowsAsync("write.new")).Select(row => row.Value), Is.EqualTo(new[] { 1, 2, 3 }));
        Assert.That((outcome.StoredCount, outcome.FirstRowId, outcome.LastRowId), Is.EqualTo((3, 1, 3)));
        Assert.That((outcome.AlreadyStoredCount, outcome.Refusals.Count), Is.EqualTo((0, 0)));
        Assert.That(outcome.Metric, Is.EqualTo((await MetricAsync("write.new")).Name));
    }

    [Test, CancelAfter(60_000)]
    public async Task WriteMetricData_NoSeries_AnswersNone() => Assert.That(await WriteAsync(), Is.Empty);

    [Test, CancelAfter(60_000)]
    public async Task WriteMetricData_SentAgain_CountsAllAsStored()
    {
        SampleSeries[] batch = [Ingest.Series("write.again.a", Values.Wave(1, 500)), Ingest.Series("write.again.b", [1])];
        var first = await WriteAsync(batch);
        var rows = await RowsAsync("write.again.a");

        var again = await WriteAsync(batch);

        Assert.That(first.Select(one => one.StoredCount), Is.EqualTo(new[] { 500, 1 }));
        Assert.That(
            again.Select(one => (one.AlreadyStoredCount, one.StoredCount, one.FirstRowId, one.LastRowId, one.Refusals.Count)),
            Is.EqualTo(new[] { (500, 0, 0L, 0L, 0), (1, 0, 0L, 0L, 0) })
        );
        Assert.That(again.Select(one => one.Metric), Is.EqualTo(first.Select(one => one.Metric)));
        Assert.That(await RowsAsync("write.again.a"), Is.EqualTo(rows));
    }

    [Test, CancelAfter(120_000)]
    public async Task WriteMetricData_RandomBatches_SaysWhatTheStreamSays([Values(1, 2, 3)] int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 20; i++)
        {
            var batch = Enumerable.Range(0, random.Next(0, 6)).Select(_ => RandomSeries(random)).ToArray();
            var streamed = (await Data.SendAsync([.. batch.Select(series => Named(series, $"write.stream{seed}"))])).Outcomes;
            var written = await WriteAsync([.. batch.Select(series => Named(series, $"write.single{seed}"))]);

            Assert.That(
                written.Select(Comparable),
                Is.EqualTo(streamed.Select(Comparable)),
                $"batch {i}: {string.Join(", ", batch.AsEnumerable())}"
            );
            foreach (var (series, outcome) in batch.Zip(written))
            {
                AssertTellsOfEachSampleOnce(series, outcome);
            }
        }
        for (var metric = 0; metric < 3; metric++)
        {
            var streamed = await RowsAsync($"write.stream{seed}.{metric}");
            Assert.That(streamed, Is.Not.Empty);
            Assert.That(
                (await RowsAsync($"write.single{seed}.{metric}")).Select(row => (row.RowId, row.Time, row.Value)),
                Is.EqualTo(streamed.Select(row => (row.RowId, row.Time, row.Value)))
            );
        }
    }

    [Test, CancelAfter(60_000)]
    public async Task IngestMetricData_NeighboursRefusedForOneReason_AreOneRefusal()
    {
        var nan = double.NaN;
        var answer = await Data.SendAsync(Ingest.Series("write.runs", [nan, nan, 1, nan, 2, 3, nan]));

        var refusals = answer.Outcomes.Single().Refusals;
        Assert.That(refusals.Select(one => (one.FirstIndex, one.LastIndex)), Is.EqualTo(new[] { (0, 1), (3, 3), (6, 6) }));
        Assert.That(refusals.Select(one => (one.Reason, one.Field)), Is.All.EqualTo((ErrorReason.SampleValueNotFinite, "value")));
        Assert.That(answer.Outcomes.Single().StoredCount, Is.EqualTo(3));
    }

    [Test, CancelAfter(60_000)] // what is finer than a second is dropped, and must not drop a sample unsaid
    public async Task WriteMetricData_TwoValuesInASecond_RefusesTheSecondOne()
    {
        await WriteAsync(Fractions("write.second", (0, 100, 1), (1, 0, 2)));

        var outcome = (await WriteAsync(Fractions("write.second", (0, 700, 1), (0, 800, 5), (1, 0, 2), (1, 900, 2), (1, 900, 3)))).Single();

        Assert.That((outcome.AlreadyStoredCount, outcome.StoredCount), Is.EqualTo((3, 0)));
        Assert.That(
            outcome.Refusals.Select(one => (one.FirstIndex, one.LastIndex, one.Reason, one.Field)),
            Is.EqualTo(
                new[] { (1, 1, ErrorReason.SampleTimeResolution, "sample_time"), (4, 4, ErrorReason.SampleTimeResolution, "sample_time") }
            )
        );
        Assert.That(outcome.Refusals[0].Message, Does.Contain("row 1, which has the value 1").And.Contain("whole seconds"));
        Assert.That((await RowsAsync("write.second")).Select(row => row.Value), Is.EqualTo(new[] { 1, 2 }));
    }

    [Test, CancelAfter(120_000)] // the largest batch there may be, and no two neighbours refused alike
    public async Task AnyBatch_TenThousandRefusals_FitsTheUsualMessage()
    {
        var alternating = Ingest.Series(
            "write.alternating",
            Enumerable.Range(0, 10_000).Select(i => i % 2 == 0 ? double.NaN : 1),
            start: 1
        );

        var streamed = await Data.SendAsync(alternating);
        var written = await Data.WriteMetricDataAsync(new() { Series = { alternating } });

        Assert.That(written.Outcomes, Is.EqualTo(streamed.Outcomes));
        Assert.That(streamed.Outcomes.Single().Refusals, Has.Count.EqualTo(10_000));
        Assert.That(streamed.Outcomes.Single().Refusals.Select(one => one.Message), Has.None.Empty);
        Assert.That(streamed.CalculateSize(), Is.LessThan(UsualMessage));
    }

    [Test, CancelAfter(120_000)]
    public async Task AnyBatch_TenThousandBadNames_FitsTheUsualMessage()
    {
        // As long as a name may get in a message of this size, and repeated in its refusal nearly as a whole.
        var name = string.Concat(Enumerable.Repeat("\u3000", 100));
        var batch = Enumerable.Range(0, 10_000).Select(_ => Ingest.Series(name, [1])).ToArray();

        var written = await Data.WriteMetricDataAsync(new() { Series = { batch } });

        var refusals = written.Outcomes.Select(one => one.Refusals.Single()).ToArray();
        Assert.That(refusals.Select(one => (one.Reason, one.Field)), Is.All.EqualTo((ErrorReason.InvalidField, "target.key.metric_name")));
        Assert.That((refusals[0].Message, refusals[^1].Message), Is.EqualTo((refusals[1].Message, "")), "from some place on without texts");
        Assert.That(written.CalculateSize(), Is.LessThan(UsualMessage));
    }

    private async Task<IReadOnlyList<SeriesOutcome>> WriteAsync(params SampleSeries[] series) =>
        (await Data.WriteMetricDataAsync(new() { Series = { series } })).Outcomes;

    private static SampleSeries Fractions(string name, params (int Second, int Milliseconds, double Value)[] samples) =>
        new()
        {
            Target = new() { Key = new() { MetricName = name } },
            Samples =
            {
                samples.Select(one => new Sample
                {
                    SampleTime = new() { Seconds = Ingest.Start + one.Second, Nanos = one.Milliseconds * 1_000_000 },
                    Value = one.Value,
                }),
            },
        };

    /// <summary>Mostly later samples of one of three metrics, among them some that are none, too old, or sent before with the same value or
    /// another one; now and then of a name that is none.</summary>
    private static SampleSeries RandomSeries(Random random)
    {
        var name = random.Next(10) == 0 ? new string('n', 256) : $"{random.Next(3)}";
        var series = new SampleSeries { Target = new() { Key = new() { MetricName = name } } };
        var time = random.Next(0, 400);
        for (var i = random.Next(0, 30); i > 0; i--)
        {
            time += random.Next(-1, 5);
            series.Samples.Add(
                new Sample
                {
                    SampleTime = new() { Seconds = random.Next(15) == 0 ? 5 : Ingest.Start + time, Nanos = random.Next(3) * 400_000_000 },
                    Value = random.Next(15) == 0 ? double.NaN : time % 7 + (random.Next(4) == 0 ? 1 : 0),
                }
            );
        }
        return series;
    }

    private static SampleSeries Named(SampleSeries series, string prefix)
    {
        var named = series.Clone();
        named.Target.Key.MetricName = $"{prefix}.{series.Target.Key.MetricName}";
        return named;
    }

    /// <summary>Without what differs between two metrics.</summary>
    private static SeriesOutcome Comparable(SeriesOutcome outcome)
    {
        var comparable = outcome.Clone();
        comparable.Metric = outcome.Metric.Length > 0 ? "known" : "";
        foreach (var refusal in comparable.Refusals)
        {
            refusal.Message = refusal.Message.Replace("write.single", "write.stream", StringComparison.Ordinal);
        }
        return comparable;
    }

    private static void AssertTellsOfEachSampleOnce(SampleSeries series, SeriesOutcome outcome)
    {
        var refused = outcome.Refusals.SelectMany(one => Enumerable.Range(one.FirstIndex, one.LastIndex - one.FirstIndex + 1)).ToArray();
        Assert.That(refused, Is.Ordered.And.Unique.And.All.InRange(0, series.Samples.Count - 1));
        Assert.That(outcome.StoredCount + outcome.AlreadyStoredCount + refused.Length, Is.EqualTo(series.Samples.Count));
        Assert.That(outcome.FirstRowId == 0 ? 0 : outcome.LastRowId - outcome.FirstRowId + 1, Is.EqualTo(outcome.StoredCount));
        Assert.That(
            outcome.Refusals.Zip(outcome.Refusals.Skip(1)),
            Has.None.Matches<(V1.Refusal One, V1.Refusal Next)>(pair =>
                pair.One.LastIndex + 1 == pair.Next.FirstIndex && (pair.One.Reason, pair.One.Field) == (pair.Next.Reason, pair.Next.Field)
            ),
            "neighbours are one refusal"
        );
    }
}
