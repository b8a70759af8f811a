using HtmIt.Quality.Corpora;

namespace HtmIt.Quality.Nab;

/// <summary>Proves the scorer: published per-row results must give the published scores.</summary>
internal static class ScorerCheck
{
    private const double Tolerance = 1e-6;

    public static bool Run(string folder, Corpus corpus, TextWriter output)
    {
        var published = PublishedScores.Read(folder);
        var agree = true;
        foreach (var detector in published.Detectors.Where(detector => PublishedRows.Exist(folder, detector)))
        {
            var rows = PublishedRows.Read(folder, detector, "anomaly_likelihood", corpus);
            foreach (var profile in NabProfile.All)
            {
                var ours = NabScorer.Score(corpus, rows, profile);
                var theirs = published.Of(detector, profile) ?? double.NaN;
                agree &= Math.Abs(ours.Normalised - theirs) < Tolerance;
                output.WriteLine(
                    $"{detector, -12} {profile.Name, -20} ours {ours.Normalised:F8}  published {theirs:F8}  windows {ours.WindowsCaught}  false rows {ours.FalseRows}"
                );
            }
        }

        return agree;
    }
}
