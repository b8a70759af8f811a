using HtmIt.Quality.Corpora;
using HtmIt.Quality.Detectors;

namespace HtmIt.Quality.Nab;

/// <summary>Scores of the same detector with several seeds: per seed, and their means.</summary>
internal sealed class SeedScores
{
    private readonly List<IReadOnlyList<NabScore>> _atDefault = [];
    private readonly List<IReadOnlyList<NabScore>> _best = [];

    /// <summary>Seeds scored so far.</summary>
    public int Count => _best.Count;

    public void Add(Corpus corpus, IReadOnlyList<double[]> scores)
    {
        _best.Add([.. NabProfile.All.Select(profile => NabScorer.Score(corpus, scores, profile))]);
        _atDefault.Add([.. NabProfile.All.Select(profile => NabScorer.ScoreAt(corpus, scores, profile, DetectorRun.DefaultThreshold))]);
    }

    /// <summary>At the threshold that is shipped, one score for each seed.</summary>
    public IEnumerable<NabScore> AtDefault(NabProfile profile) => Of(_atDefault, profile);

    /// <summary>At the threshold that serves the corpus best, which nobody knows beforehand.</summary>
    public IEnumerable<NabScore> AtBest(NabProfile profile) => Of(_best, profile);

    public static double Mean(IEnumerable<NabScore> scores) => scores.Average(score => score.Normalised);

    private static IEnumerable<NabScore> Of(List<IReadOnlyList<NabScore>> seeds, NabProfile profile) =>
        seeds.Select(seed => seed.Single(score => score.Profile == profile));
}
