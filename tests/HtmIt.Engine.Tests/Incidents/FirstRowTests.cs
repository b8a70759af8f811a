using HtmIt.Core.Log;
using HtmIt.Engine.Surprise;

namespace HtmIt.Engine.Tests.Incidents;

[TestFixture]
internal sealed class FirstRowTests
{
    [Test] // The rows that the server calls learning by default are those of which the engine says nothing.
    public void LearningRows_AsShipped_AreTheRowsWithoutEvidence() =>
        Assert.That(new LearningOptions().Rows, Is.EqualTo(SurpriseParameters.Default.FirstRow));
}
