using HtmIt.Quality.Detectors;

namespace HtmIt.Quality.Corpora;

/// <summary>How often people are told something, per 1,000 rows.</summary>
/// <param name="Mean">Over all rows of the corpus.</param>
/// <param name="Median">Over the series.</param>
/// <param name="NinetiethPercentile">Over the series.</param>
/// <param name="Largest">Over the series.</param>
/// <param name="FalseWhenYoung">Outside of labelled windows, at rows 120 to 500.</param>
/// <param name="False">Outside of labelled windows, at all rows from 120 on.</param>
internal sealed record OpeningRates(
    double Mean,
    double Median,
    double NinetiethPercentile,
    double Largest,
    double FalseWhenYoung,
    double False
)
{
    private const int FirstRow = 120;
    private const int YoungRows = 500;

    /// <param name="corpus">The series.</param>
    /// <param name="scores">Their mapped severities; rows of the default threshold and above count.</param>
    public static OpeningRates Of(Corpus corpus, IReadOnlyList<double[]> scores)
    {
        var rates = corpus.Series.Select(
            (_, index) => PerThousand(scores[index].Count(score => score >= DetectorRun.DefaultThreshold), scores[index].Length)
        );
        var sorted = rates.Order().ToArray();
        return new(
            PerThousand(scores.Sum(rows => rows.Count(score => score >= DetectorRun.DefaultThreshold)), corpus.RowCount),
            sorted[sorted.Length / 2],
            sorted[Math.Min(sorted.Length - 1, sorted.Length * 9 / 10)],
            sorted[^1],
            FalseOpenings.Count(corpus, scores, FirstRow, YoungRows).PerThousand,
            FalseOpenings.Count(corpus, scores, FirstRow, int.MaxValue).PerThousand
        );
    }

    private static double PerThousand(int count, int rows) => rows == 0 ? 0 : 1000.0 * count / rows;
}
