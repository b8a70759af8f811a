using System.CommandLine;
using HtmIt.Quality.Corpora;
using HtmIt.Quality.Detectors;
using HtmIt.Quality.Nab;
using HtmIt.Quality.Synthetic;

namespace HtmIt.Quality.Young;

/// <summary>
/// <c>young</c>: how often people are told falsely by models of few rows, which is what the first row that may notify is chosen by. False is what opens outside of
/// labelled windows.
/// </summary>
internal static class YoungCommand
{
    private static readonly int[] SyntheticSeeds = [1, 2, 3, 4];

    public static Command Create()
    {
        var folders = new Option<string[]>("--corpus") { Description = "Folders in NAB's layout, before the synthetic corpora." };
        var run = new RunOptions();
        var command = new Command("young", "Counts false openings by the age of models.") { folders };
        run.AddTo(command);
        command.SetAction(result =>
        {
            Console.WriteLine(
                $"{"false openings per 1,000 rows at", -34}{string.Concat(AgeBand.All.Select(band => $"{band.Name, 12}"))}{"120 to 500", 12}{"a series to 500", 18}"
            );
            foreach (var corpus in Corpora(result.GetValue(folders) ?? []))
            {
                Print(corpus, [.. run.Execute(corpus, result).Select(one => one.Scores)]);
            }

            return 0;
        });
        return command;
    }

    private static IEnumerable<Corpus> Corpora(IEnumerable<string> folders) =>
        folders
            .Select(NabCorpusReader.Read)
            .Concat(SyntheticSeeds.Select(seed => SyntheticCorpus.Create(seed, 6) with { Name = $"synthetic, corpus {seed}" }));

    private static void Print(Corpus corpus, IReadOnlyList<double[]>[] seeds)
    {
        double Rate(int first, int end) => seeds.Average(scores => FalseOpenings.Count(corpus, scores, first, end).PerThousand);
        var young = seeds.Average(scores => (double)FalseOpenings.Count(corpus, scores, AgeBand.All[0].First, 500).Openings);
        var bands = AgeBand.All.Select(band => FormattableString.Invariant($"{Rate(band.First, band.End), 12:F2}"));
        Console.WriteLine(
            $"{corpus.Name, -34}{string.Concat(bands)}"
                + FormattableString.Invariant($"{Rate(AgeBand.All[0].First, 500), 12:F2}{young / corpus.Series.Count, 18:F2}")
        );
    }
}
