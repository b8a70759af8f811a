using System.Globalization;
using System.Text.Json;
using HtmIt.Quality.Detectors;
using HtmIt.Quality.Nab;

namespace HtmIt.Quality.Corpora;

/// <summary>
/// Prints the scores of a run: first at the threshold that is shipped, which is what users see, then at the best one of the corpus; how often
/// people are told; and one JSON line for programs.
/// </summary>
internal static class CorpusReport
{
    public static void Print(
        string model,
        Corpus corpus,
        IReadOnlyList<IReadOnlyList<double[]>> seeds,
        PublishedScores published,
        TextWriter output
    )
    {
        var scores = new SeedScores();
        foreach (var seed in seeds)
        {
            scores.Add(corpus, seed);
        }

        var rates = seeds.Select(seed => OpeningRates.Of(corpus, seed)).ToArray();
        output.WriteLine(
            $"{corpus.Name}: {corpus.Series.Count} series, {corpus.RowCount} rows, {corpus.WindowCount} windows, {seeds.Count} seeds"
        );
        PrintScores(model, scores, published, output);
        PrintSeeds(scores, rates, output);
        PrintRates(rates, output);
        output.WriteLine(Json(model, corpus, scores, rates));
    }

    /// <summary>Openings of each series, the most frequent first: means over the seeds, with the fewest and the most of one seed.</summary>
    public static void PrintSeries(Corpus corpus, IReadOnlyList<IReadOnlyList<double[]>> seeds, TextWriter output)
    {
        output.WriteLine($"{"openings per 1,000 rows", -60}{"rows", 10}{"windows", 10}{"mean", 10}{"fewest", 10}{"most", 10}{"false", 10}");
        foreach (var (series, rates, isFalse) in corpus.Series.Select(Rates).OrderByDescending(one => one.Rates.Average()))
        {
            output.WriteLine(
                FormattableString.Invariant(
                    $"{series.Name, -60}{series.Count, 10}{series.Windows.Count, 10}{rates.Average(), 10:F2}{rates.Min(), 10:F2}{rates.Max(), 10:F2}{isFalse, 10:F2}"
                )
            );
        }

        (LabelledSeries Series, double[] Rates, double False) Rates(LabelledSeries series, int index)
        {
            double PerThousand(double[] scores, Func<int, bool> counts) =>
                1000.0 * Enumerable.Range(0, scores.Length).Count(row => IsTold(scores[row]) && counts(row)) / Math.Max(1, scores.Length);
            return (
                series,
                [.. seeds.Select(seed => PerThousand(seed[index], _ => true))],
                seeds.Average(seed => PerThousand(seed[index], row => !series.IsLabelled(row)))
            );
        }
    }

    private static bool IsTold(double score) => score >= DetectorRun.DefaultThreshold;

    private static void PrintScores(string model, SeedScores scores, PublishedScores published, TextWriter output)
    {
        Line(output, "", [.. NabProfile.All.Select(profile => profile.Name)]);
        Line(output, $"HtmIt {model}, as shipped", [.. NabProfile.All.Select(profile => Two(SeedScores.Mean(scores.AtDefault(profile))))]);
        var rows = published
            .Detectors.Select(detector => (Name: detector, Values: NabProfile.All.Select(profile => published.Of(detector, profile) ?? 0)))
            .Append((Name: $"HtmIt {model}", Values: NabProfile.All.Select(profile => SeedScores.Mean(scores.AtBest(profile)))));
        output.WriteLine("each at the threshold that is best for this corpus:");
        foreach (var (name, values) in rows.OrderByDescending(row => row.Values.First()))
        {
            Line(output, name, [.. values.Select(Two)]);
        }
    }

    private static void PrintSeeds(SeedScores scores, OpeningRates[] rates, TextWriter output)
    {
        Line(output, "as shipped, seed by seed", ["standard", "reward_low_FP_rate", "windows", "false openings", "per 1,000 rows"]);
        var low = scores.AtDefault(NabProfile.LowFalsePositives).ToArray();
        var seed = 0;
        foreach (var score in scores.AtDefault(NabProfile.Standard))
        {
            string[] values =
            [
                Two(score.Normalised),
                Two(low[seed].Normalised),
                Whole(score.WindowsCaught),
                Whole(score.FalseRows),
                Two(rates[seed].Mean),
            ];
            Line(output, $"  {seed++ + 1}", values);
        }
    }

    private static void PrintRates(OpeningRates[] rates, TextWriter output)
    {
        Line(output, "openings per 1,000 rows", ["mean", "median of series", "p90 of series", "largest", "false, 120 to 500", "false"]);
        double[] values =
        [
            rates.Average(rate => rate.Mean),
            rates.Average(rate => rate.Median),
            rates.Average(rate => rate.NinetiethPercentile),
            rates.Average(rate => rate.Largest),
            rates.Average(rate => rate.FalseWhenYoung),
            rates.Average(rate => rate.False),
        ];
        Line(output, "", [.. values.Select(Two)]);
    }

    private static string Json(string model, Corpus corpus, SeedScores scores, OpeningRates[] rates) =>
        JsonSerializer.Serialize(
            new
            {
                model,
                corpus = corpus.Name,
                series = corpus.Series.Count,
                rows = corpus.RowCount,
                windows = corpus.WindowCount,
                seeds = scores.Count,
                standard = SeedScores.Mean(scores.AtDefault(NabProfile.Standard)),
                reward_low_fp_rate = SeedScores.Mean(scores.AtDefault(NabProfile.LowFalsePositives)),
                reward_low_fn_rate = SeedScores.Mean(scores.AtDefault(NabProfile.LowFalseNegatives)),
                per_seed = scores.AtDefault(NabProfile.Standard).Select(score => Math.Round(score.Normalised, 4)),
                best_standard = SeedScores.Mean(scores.AtBest(NabProfile.Standard)),
                best_thresholds = scores
                    .AtBest(NabProfile.Standard)
                    .Select(score => double.IsFinite(score.Threshold) ? Math.Round(score.Threshold, 6) : 1),
                openings_per_1000_rows = Math.Round(rates.Average(rate => rate.Mean), 4),
                openings_p90_of_series = Math.Round(rates.Average(rate => rate.NinetiethPercentile), 4),
                false_openings_rows_120_to_500 = Math.Round(rates.Average(rate => rate.FalseWhenYoung), 4),
            }
        );

    private static string Two(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static void Line(TextWriter output, string name, string[] values) =>
        output.WriteLine($"{name, -28}{string.Concat(values.Select(value => $"{value, 20}"))}");
}
