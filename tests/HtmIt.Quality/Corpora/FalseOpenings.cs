using HtmIt.Quality.Detectors;

namespace HtmIt.Quality.Corpora;

/// <summary>Rows outside of labelled windows at which people were told at the shipped threshold.</summary>
/// <param name="Openings">How many.</param>
/// <param name="Rows">Of how many rows outside of windows.</param>
internal readonly record struct FalseOpenings(int Openings, int Rows)
{
    public double PerThousand => Rows == 0 ? 0 : 1000.0 * Openings / Rows;

    /// <summary>Counts the rows of all series from <paramref name="first"/> to the last before <paramref name="end"/>, from 0.</summary>
    public static FalseOpenings Count(Corpus corpus, IReadOnlyList<double[]> scores, int first, int end)
    {
        var (openings, rows) = (0, 0);
        for (var index = 0; index < corpus.Series.Count; index++)
        {
            var series = corpus.Series[index];
            for (var row = first; row < Math.Min(end, series.Count); row++)
            {
                if (!series.IsLabelled(row))
                {
                    rows++;
                    openings += scores[index][row] >= DetectorRun.DefaultThreshold ? 1 : 0;
                }
            }
        }

        return new(openings, rows);
    }
}
