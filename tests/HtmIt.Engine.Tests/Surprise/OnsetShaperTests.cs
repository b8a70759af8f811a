using HtmIt.Engine.Surprise;

namespace HtmIt.Engine.Tests.Surprise;

[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class OnsetShaperTests
{
    [Test]
    public void Shape_LongEpisode_IsToldOnce()
    {
        var told = Run(Enumerable.Repeat(2.0, 30));

        Assert.That(told.Count(score => score > 0), Is.EqualTo(2), "onset, and again after the silence");
        Assert.That(told[1], Is.EqualTo(2));
    }

    [Test]
    public void Shape_EvidenceGrowsALot_BreaksTheSilence()
    {
        var told = Run([1, 1, 1, 1.4, 1.4, 2, 2, 0]);

        Assert.That(told, Is.EqualTo(new[] { 0, 1, 0, 0, 0, 0, 2, 0 }));
    }

    [Test]
    public void Shape_SameAgainAndAgain_CountsLessEachTime()
    {
        var told = Run(Enumerable.Range(0, 2000).Select(row => row % 200 < 3 ? 3.0 : 0)).Where(score => score > 0).ToArray();

        Assert.That(told, Has.Length.EqualTo(10));
        Assert.That(told, Is.Ordered.Descending);
        Assert.That(told[^1], Is.LessThan(0.5 * told[0]));
    }

    [Test]
    public void Shape_NoEvidence_IsZero() => Assert.That(Run(new double[100]), Is.All.Zero);

    private static double[] Run(IEnumerable<double> evidence)
    {
        var shaper = new OnsetShaper(SurpriseParameters.Default);
        return [.. evidence.Select((value, row) => shaper.Shape(value, row + 1))];
    }
}
