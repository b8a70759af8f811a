using System.CommandLine;
using System.Diagnostics;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Surprise;
using HtmIt.Quality.Corpora;
using HtmIt.Quality.Detectors;
using HtmIt.Quality.Nab;
using HtmIt.Quality.Synthetic;

namespace HtmIt.Quality.Ablation;

/// <summary><c>ablation</c>: what each part of the decision layer brings, on both halves of a corpus and on the synthetic one.</summary>
internal static class AblationCommand
{
    public static Command Create()
    {
        var corpus = new Option<string>("--corpus") { Required = true, Description = "Folder in NAB's layout." };
        var run = new RunOptions();
        var command = new Command("ablation", "Scores the decision layer with one part changed at a time.") { corpus };
        run.AddTo(command);
        command.SetAction(result =>
        {
            var whole = NabCorpusReader.Read(result.GetRequiredValue(corpus));
            var (tune, judge) = whole.Halves();
            (Corpus Corpus, IReadOnlyList<DetectorRun> Runs)[] parts =
            [
                .. new[] { whole, tune, judge, SyntheticCorpus.Create(1, 6) }.Select(part => (part, run.Execute(part, result))),
            ];
            Print(parts);
            return 0;
        });
        return command;
    }

    private static void Print((Corpus Corpus, IReadOnlyList<DetectorRun> Runs)[] parts)
    {
        Console.WriteLine($"{"variant", -28}{string.Concat(parts.Select(part => $"{part.Corpus.Name, 20}"))}{"µs per record", 16}");
        foreach (var (name, parameters) in AblationVariants.All)
        {
            var start = Stopwatch.GetTimestamp();
            var scores = parts.Select(part => part.Runs.Average(run => Score(part.Corpus, run, parameters))).ToArray();
            var records = parts.Sum(part => (double)part.Corpus.RowCount * part.Runs.Count);
            var time = Stopwatch.GetElapsedTime(start).TotalMicroseconds / records;
            FormattableString tail = $"{time, 16:F2}";
            Console.WriteLine(
                $"{name, -28}{string.Concat(scores.Select(score => FormattableString.Invariant($"{score, 20:F1}")))}{FormattableString.Invariant(tail)}"
            );
        }
    }

    /// <summary>The decision layer anew over the raw scores of a run; the memory below it does not depend on the layer.</summary>
    private static double Score(Corpus corpus, DetectorRun run, SurpriseParameters parameters) =>
        NabScorer
            .Score(corpus, [.. corpus.Series.Select((series, index) => Decide(series, run.Rows[index], parameters))], NabProfile.Standard)
            .Normalised;

    private static double[] Decide(LabelledSeries series, DetectorRow[] rows, SurpriseParameters parameters)
    {
        var layer = new SurpriseEstimator(parameters, 1956, KernelSelection.Default);
        var scores = new double[rows.Length];
        for (var row = 0; row < rows.Length; row++)
        {
            var seconds = (series.Times[row] - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
            scores[row] = double.IsFinite(series.Values[row]) ? layer.Compute(seconds, series.Values[row], rows[row].RawAnomalyScore) : 0;
        }

        return scores;
    }
}
