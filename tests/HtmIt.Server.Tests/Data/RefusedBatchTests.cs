using Grpc.Core;
using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Data;

/// <summary>A batch that is refused as a whole does not touch those beside it.</summary>
public sealed class RefusedBatchTests : ServerFixture
{
    protected override IReadOnlyDictionary<string, string?> Settings =>
        new Dictionary<string, string?> { ["HtmIt:Ingest:MaxBatchSeries"] = "50", ["HtmIt:Ingest:MaxBatchSamples"] = "100" };

    [Test, CancelAfter(60_000)]
    public async Task IngestMetricData_TooManySeries_IsRefusedAndTheStreamGoesOn()
    {
        using var call = Data.IngestMetricData();
        await call.RequestStream.WriteAsync(new() { Sequence = 7, Series = { Ingest.Series("limit.0", [1]) } });
        await call.RequestStream.WriteAsync(new() { Sequence = 8, Series = { Enumerable.Range(0, 51).Select(_ => new SampleSeries()) } });
        await call.RequestStream.WriteAsync(
            new() { Sequence = 9, Series = { Ingest.Series("limit.0", [2, double.NaN], Ingest.Start + 300) } }
        );
        await call.RequestStream.CompleteAsync();

        var answers = await call.ResponseStream.ReadAllAsync().ToListAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answers.Select(one => one.Sequence), Is.EqualTo(new[] { 7, 8, 9 }));
            Assert.That(answers.Select(one => one.Error is null), Is.EqualTo(new[] { true, false, true }));
            Assert.That(answers.Select(one => one.RefusedCount), Is.EqualTo(new[] { 0, 0, 1 }));
            Assert.That(answers[2].Outcomes.Single().StoredCount, Is.EqualTo(1));
        }
        var error = answers[1].Error;
        Assert.That((error.Code, error.Reason), Is.EqualTo(((int)StatusCode.ResourceExhausted, ErrorReason.TooLarge)));
        Assert.That(error.FieldViolations.Single().Field, Is.EqualTo("series"));
        Assert.That(error.Message, Does.Contain("51").And.Contain("at most 50 elements in one message"), "counted before it was read");
        Assert.That(answers[1].Outcomes, Is.Empty);
    }

    [Test, CancelAfter(60_000)]
    public async Task IngestMetricData_TooManySamples_IsRefusedInItsPlace()
    {
        var answer = await Data.SendAsync(Ingest.Series("limit.samples", Enumerable.Repeat(1.0, 101)));

        Assert.That((answer.Sequence, answer.Error.Reason), Is.EqualTo((1, ErrorReason.TooLarge)));
        Assert.That(answer.Error.FieldViolations.Single().Field, Is.EqualTo("series.samples"));
    }
}
