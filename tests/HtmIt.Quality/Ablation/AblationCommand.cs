using System.CommandLine;
using System.Diagnostics;
using HtmIt.Engine.Incidents;
using HtmIt.Engine.Kernels;
using HtmIt.Engine.Parameters;
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
        foreach (var variant in AblationVariants.All)
        {
            var start = Stopwatch.GetTimestamp();
            var scores = parts.Select(part => part.Runs.Average(run => Score(part.Corpus, run, variant))).ToArray();
            var records = parts.Sum(part => (double)part.Corpus.RowCount * part.Runs.Count);
            var time = Stopwatch.GetElapsedTime(start).TotalMicroseconds / records;
            FormattableString tail = $"{time, 16:F2}";
            Console.WriteLine(
                $"{variant.Name, -28}{string.Concat(scores.Select(score => FormattableString.Invariant($"{score, 20:F1}")))}{FormattableString.Invariant(tail)}"
            );
        }
    }

    /// <summary>The decision layer anew over the novelties of a run, at the threshold that is shipped; the memory below it does not depend on the layer.</summary>
    private static double Score(Corpus corpus, DetectorRun run, AblationVariant variant) =>
        NabScorer
            .ScoreAt(
                corpus,
                [.. corpus.Series.Select((series, index) => Decide(series, run.Rows[index], variant))],
                NabProfile.Standard,
                DetectorRun.DefaultThreshold
            )
            .Normalised;

    private static double[] Decide(LabelledSeries series, DetectorRow[] rows, AblationVariant variant)
    {
        var surprise = new SurpriseEstimator(variant.Surprise, ModelParameters.Default.Seed, KernelSelection.Default);
        var incidents = new IncidentTracker(variant.Incidents);
        var scores = new double[rows.Length];
        var count = 0;
        for (var row = 0; row < rows.Length; row++)
        {
            var value = series.Values[row];
            if (double.IsFinite(value))
            {
                var seconds = (series.Times[row] - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerSecond;
                var told = surprise.Compute(seconds, value, rows[row].Novelty);
                var events = incidents.Next(new IncidentRow(++count, seconds, value, told), surprise.Board);
                scores[row] = events.HasFlag(IncidentEvents.Opened) ? DetectorRun.ToUnit(incidents.StepSeverity) : 0;
            }
        }

        return scores;
    }
}
