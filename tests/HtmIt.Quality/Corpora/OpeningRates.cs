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
    /// <param name="threshold">From which on a row counts.</param>
    public static OpeningRates Of(Corpus corpus, IReadOnlyList<double[]> scores, double threshold)
    {
        var rates = corpus.Series.Select((_, index) => PerThousand(scores[index].Count(score => score >= threshold), scores[index].Length));
        var sorted = rates.Order().ToArray();
        return new(
            PerThousand(scores.Sum(rows => rows.Count(score => score >= threshold)), corpus.RowCount),
            sorted[sorted.Length / 2],
            sorted[Math.Min(sorted.Length - 1, sorted.Length * 9 / 10)],
            sorted[^1],
            FalseRate(corpus, scores, threshold, YoungRows),
            FalseRate(corpus, scores, threshold, int.MaxValue)
        );
    }

    private static double FalseRate(Corpus corpus, IReadOnlyList<double[]> scores, double threshold, int end)
    {
        var openings = 0;
        var rows = 0;
        for (var index = 0; index < corpus.Series.Count; index++)
        {
            var series = corpus.Series[index];
            for (var row = FirstRow; row < Math.Min(end, series.Count); row++)
            {
                if (!series.IsLabelled(row))
                {
                    rows++;
                    openings += scores[index][row] >= threshold ? 1 : 0;
                }
            }
        }

        return PerThousand(openings, rows);
    }

    private static double PerThousand(int count, int rows) => rows == 0 ? 0 : 1000.0 * count / rows;
}
