using HtmIt.Quality.Corpora;
using HtmIt.Quality.Nab;

namespace HtmIt.Engine.Tests.Quality;

/// <summary>Facts published with NAB 1.1: which rows the detector "numenta" flagged in three files, and what that earned.</summary>
[TestFixture]
[Parallelizable(ParallelScope.All)]
internal sealed class NabScorerTests
{
    private const double Threshold = 0.543099145074;

    private static readonly LabelledSeries Cpu = Series("cpu", 4032, new(1171, 1371), new(2830, 3030));
    private static readonly LabelledSeries Travel = Series("travel", 2500, new(387, 469), new(948, 1030), new(1485, 1567));
    private static readonly LabelledSeries Ambient = Series("ambient", 7267, new(3540, 3902), new(5999, 6361));

    private static IEnumerable<TestCaseData> PublishedFiles()
    {
        yield return new TestCaseData(Cpu, new[] { 1271, 1272, 2930, 2931, 2965, 2970 }, new[] { 1.7231, 1.7231, 1.7231 });
        yield return new TestCaseData(Travel, new[] { 989, 1538, 1727, 2133 }, new[] { 0.371827, 0.151839, -0.628173 });
        yield return new TestCaseData(
            Ambient,
            new[] { 1131, 1209, 1800, 1820, 1825, 3697, 3698, 3752, 5058 },
            new[] { -0.7586, -1.4186, -1.7586 }
        );
    }

    [TestCaseSource(nameof(PublishedFiles))]
    public void ScoreAt_PublishedFlags_GivesPublishedRawScores(LabelledSeries series, int[] flagged, double[] expected)
    {
        var scores = Flags(series.Count, flagged);
        var raw = NabProfile.All.Select(profile => NabScorer.ScoreAt(Of(series), [scores], profile, Threshold).Raw);

        Assert.That(raw, Is.EqualTo(expected).Within(1e-4));
    }

    [Test]
    public void Score_PerfectDetector_IsHundred()
    {
        var score = NabScorer.Score(Of(Cpu), [Flags(4032, 1171, 2830)], NabProfile.Standard);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(score.Normalised, Is.EqualTo(100).Within(1e-9));
            Assert.That(score.WindowsCaught, Is.EqualTo(2));
            Assert.That(score.FalseRows, Is.Zero);
        }
    }

    [Test]
    public void Score_NothingWorthFlagging_IsZeroWithInfiniteThreshold()
    {
        var score = NabScorer.Score(Of(Cpu), [Flags(4032, 800)], NabProfile.LowFalsePositives);

        Assert.That((score.Normalised, score.Threshold), Is.EqualTo((0.0, double.PositiveInfinity)));
    }

    [Test]
    public void Score_FlagsInProbation_CountForNothing()
    {
        var score = NabScorer.Score(Of(Cpu), [Flags(4032, 10, 599, 1171, 2830)], NabProfile.Standard);

        Assert.That(score.Normalised, Is.EqualTo(100).Within(1e-9));
    }

    [Test]
    public void Score_CorpusWithoutWindows_IsZero() =>
        Assert.That(NabScorer.Score(Of(Series("none", 100)), [Flags(100, 50)], NabProfile.Standard).Normalised, Is.Zero);

    private static Corpus Of(LabelledSeries series) => new("test", [series]);

    private static LabelledSeries Series(string name, int count, params RowWindow[] windows) =>
        new($"facts/{name}.csv", new string[count], new DateTime[count], new double[count], windows);

    private static double[] Flags(int count, params int[] rows)
    {
        var scores = new double[count];
        Array.ForEach(rows, row => scores[row] = 1);
        return scores;
    }
}
