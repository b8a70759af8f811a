using System.Globalization;
using System.Text.Json;
using HtmIt.Quality.Nab;

namespace HtmIt.Quality.Corpora;

/// <summary>Prints the scores of a run: a table for people and one JSON line for programs.</summary>
internal static class CorpusReport
{
    public static void Print(string model, Corpus corpus, SeedScores seeds, PublishedScores published, TextWriter output)
    {
        Line(output, "detector", [.. NabProfile.All.Select(profile => profile.Name)]);
        var rows = published
            .Detectors.Select(detector => (Name: detector, Values: NabProfile.All.Select(profile => published.Of(detector, profile) ?? 0)))
            .Append((Name: $"HtmIt {model}", Values: NabProfile.All.Select(seeds.Mean)));
        foreach (var (name, values) in rows.OrderByDescending(row => row.Values.First()))
        {
            Line(output, name, [.. values.Select(Two)]);
        }

        var standard = seeds.Of(NabProfile.Standard).ToArray();
        output.WriteLine(
            $"{corpus.Name}: {corpus.Series.Count} series, {corpus.RowCount} rows; windows caught "
                + $"{string.Join(", ", standard.Select(score => score.WindowsCaught))} of {corpus.WindowCount}; "
                + $"false rows {string.Join(", ", standard.Select(score => score.FalseRows))}"
        );
        foreach (var d in seeds.AtDefault) { output.WriteLine("at default: " + string.Join(" ", d.Select(x => FormattableString.Invariant($"{x.Normalised:F2} (caught {x.WindowsCaught} false {x.FalseRows})")))); }
        output.WriteLine(Json(model, corpus, seeds));
    }

    private static string Json(string model, Corpus corpus, SeedScores seeds) =>
        JsonSerializer.Serialize(
            new
            {
                model,
                corpus = corpus.Name,
                series = corpus.Series.Count,
                rows = corpus.RowCount,
                windows = corpus.WindowCount,
                seeds = seeds.Count,
                standard = seeds.Mean(NabProfile.Standard),
                reward_low_fp_rate = seeds.Mean(NabProfile.LowFalsePositives),
                reward_low_fn_rate = seeds.Mean(NabProfile.LowFalseNegatives),
                spread = seeds.Spread(NabProfile.Standard),
                per_seed = seeds.Of(NabProfile.Standard).Select(score => Math.Round(score.Normalised, 4)),
                thresholds = seeds.Of(NabProfile.Standard).Select(score => double.IsFinite(score.Threshold) ? score.Threshold : 1),
            }
        );

    private static string Two(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    private static void Line(TextWriter output, string name, string[] values) =>
        output.WriteLine($"{name, -24}{string.Concat(values.Select(value => $"{value, 20}"))}");
}
