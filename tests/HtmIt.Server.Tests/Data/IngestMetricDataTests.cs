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
            Assert.That((outcome.StoredCount, outcome.Refusals.Count), Is.EqualTo((3, 0)));
            Assert.That(outcome.Metric, Does.StartWith("metrics/"));
        }
    }

    [Test, CancelAfter(30_000)]
    public async Task IngestMetricData_SameBatchTwice_CountsWhatIsStored()
    {
        await Data.SendAsync(Ingest.Series("ingest.twice", [1, 2]));
        var answer = await Data.SendAsync(Ingest.Series("ingest.twice", [1, 2, 3]));

        var outcome = answer.Outcomes.Single();
        using (Assert.EnterMultipleScope())
        {
            Assert.That((outcome.StoredCount, outcome.FirstRowId, outcome.LastRowId), Is.EqualTo((1, 3, 3)));
            Assert.That(outcome.AlreadyStoredCount, Is.EqualTo(2));
            Assert.That(outcome.Refusals, Is.Empty);
        }
    }
}
