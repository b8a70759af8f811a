using HtmIt.Core.Actors;
using HtmIt.Engine.Surprise;

namespace HtmIt.Engine.Tests.Incidents;

[TestFixture]
internal sealed class FirstRowTests
{
    [Test] // The rows that the server calls learning by default are those of which the engine says nothing.
    public void LearningRows_AsShipped_AreTheRowsWithoutEvidence() =>
        Assert.That(new ModelOptions().LearningRows, Is.EqualTo(SurpriseParameters.Default.FirstRow));
}
