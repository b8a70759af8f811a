using HtmIt.Server.Tests.Support;
using HtmIt.V1;
using NUnit.Framework;

namespace HtmIt.Server.Tests.Data;

public sealed class IngestMetricDataTests : ServerFixture
{
    [Test, CancelAfter(30_000)]
    public async Task IngestMetricData_NewName_CreatesMetricAndNumbersRows()
    {
        var answer = await Data.SendAsync(Ingest.Series("ingest.new", [1, 2, 3]));

        var outcome = answer.Outcomes.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.FirstRowId, Is.EqualTo(1));
            Assert.That(outcome.LastRowId, Is.EqualTo(3));
            Assert.That(outcome.RefusedSamples, Is.Empty);
            Assert.That(outcome.Metric, Does.StartWith("metrics/"));
        }
    }

    [Test, CancelAfter(30_000)]
    public async Task IngestMetricData_SameBatchTwice_SaysWhereItIsStored()
    {
        await Data.SendAsync(Ingest.Series("ingest.twice", [1, 2]));
        var answer = await Data.SendAsync(Ingest.Series("ingest.twice", [1, 2, 3]));

        var outcome = answer.Outcomes.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(outcome.FirstRowId, Is.EqualTo(3));
            Assert.That(outcome.RefusedSamples.Select(one => one.Reason), Is.All.EqualTo(ErrorReason.SampleAlreadyStored));
            Assert.That(outcome.RefusedSamples.Select(one => one.RowId), Is.EqualTo(new[] { 1, 2 }));
        }
    }
}
