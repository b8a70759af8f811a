using HtmIt.Quality.Detectors;
using HtmIt.Quality.Nab;
using HtmIt.Quality.Synthetic;

namespace HtmIt.Engine.Tests.Quality;

/// <summary>QUAL-001: what the engine detects does not get worse, or better, unnoticed.</summary>
[TestFixture]
internal sealed class FrozenQualityTests
{
    // "HtmIt.Quality synthetic --variants 2 --seeds 1" prints these. A change of the engine that means to move them changes them here.
    private const double Baseline = 86.99;
    private const int WindowsCaught = 42;

    [Test]
    public void Run_SyntheticCorpus_StaysWithinTenPercentOfTheBaseline()
    {
        var corpus = SyntheticCorpus.Create(1, 2);
        var create = DetectorCatalogue.Find("default")!;
        var run = DetectorRun.Execute(corpus, () => create(1956, false), jobs: 2);

        Assert.That(run.Rows.Sum(rows => rows.Length), Is.EqualTo(corpus.Series.Sum(series => series.Count)));
        var score = NabScorer.ScoreAt(corpus, run.Scores, NabProfile.Standard, DetectorRun.DefaultThreshold);
        Assert.That(score.Normalised, Is.EqualTo(Baseline).Within(10).Percent);
        Assert.That(score.WindowsCaught, Is.EqualTo(WindowsCaught).Within(10).Percent);
    }
}
