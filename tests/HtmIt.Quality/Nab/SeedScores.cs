using HtmIt.Quality.Corpora;

namespace HtmIt.Quality.Nab;

/// <summary>Scores of the same detector with several seeds: per seed, and their means.</summary>
internal sealed class SeedScores
{
    private readonly List<IReadOnlyList<NabScore>> _perSeed = [];
    public readonly List<IReadOnlyList<NabScore>> AtDefault = [];

    /// <summary>Seeds scored so far.</summary>
    public int Count => _perSeed.Count;

    public void Add(Corpus corpus, IReadOnlyList<double[]> scores)
        { _perSeed.Add([.. NabProfile.All.Select(profile => NabScorer.Score(corpus, scores, profile))]);
        AtDefault.Add([.. NabProfile.All.Select(profile => NabScorer.ScoreAt(corpus, scores, profile, 0.5))]); }

    public IEnumerable<NabScore> Of(NabProfile profile) => _perSeed.Select(seed => seed.Single(score => score.Profile == profile));

    public double Mean(NabProfile profile) => Of(profile).Average(score => score.Normalised);

    /// <summary>Best seed minus worst seed.</summary>
    public double Spread(NabProfile profile) => Of(profile).Max(score => score.Normalised) - Of(profile).Min(score => score.Normalised);
}
