using System.CommandLine;
using HtmIt.Quality.Corpora;
using HtmIt.Quality.Detectors;
using HtmIt.Quality.Product;

namespace HtmIt.Quality.Nab;

/// <summary><c>nab</c>: runs a labelled corpus in NAB's layout, writes per-row results, and prints the scores.</summary>
internal static class NabCommand
{
    public static Command Create()
    {
        var corpus = new Option<string>("--corpus")
        {
            Required = true,
            Description = "Folder with data/ and labels/combined_windows.json.",
        };
        var output = new Option<string?>("--out") { Description = "Folder for per-row results of the first seed, category/file.csv." };
        var check = new Option<bool>("--check") { Description = "Only prove the scorer against the published rows of the corpus." };
        var halves = new Option<bool>("--halves")
        {
            Description = "Score the half that constants were chosen on and the other half as well.",
        };
        var bySeries = new Option<bool>("--by-series") { Description = "Print how often each series opens an incident." };
        var product = new Option<bool>("--product")
        {
            Description =
                "Score through a server of its own for each seed, and prove that every row has the engine's scores; ends with 1 when one has not.",
        };
        var run = new RunOptions();
        var command = new Command("nab", "Runs a labelled corpus and scores it by NAB's rules.")
        {
            corpus,
            output,
            check,
            halves,
            bySeries,
            product,
        };
        run.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(product) && !run.IsShipped(result))
            {
                result.AddError($"--product takes no other --model than {RunOptions.Shipped}: that is what a server makes.");
            }
        });
        command.SetAction(
            async (result, cancellationToken) =>
            {
                var folder = result.GetRequiredValue(corpus);
                var read = NabCorpusReader.Read(folder);
                if (result.GetValue(check))
                {
                    return ScorerCheck.Run(folder, read, Console.Out) ? 0 : 1;
                }

                FateReport.Print(read, Console.Out);
                var (runs, agree) = (run.Execute(read, result), true);
                if (result.GetValue(product))
                {
                    (runs, agree) = await ProductComparison.ExecuteAsync(
                        read,
                        runs,
                        run.Seeds(result),
                        run.Jobs(result),
                        Console.Out,
                        cancellationToken
                    );
                }

                Write(result.GetValue(output), read, runs);
                Report(run.Model(result), read, runs, PublishedScores.Read(folder), result.GetValue(halves), result.GetValue(bySeries));
                return agree ? 0 : 1;
            }
        );
        return command;
    }

    private static void Write(string? folder, Corpus corpus, IReadOnlyList<DetectorRun> runs)
    {
        if (folder is not null)
        {
            ResultWriter.Write(folder, corpus, runs[0]);
        }
    }

    private static void Report(
        string model,
        Corpus corpus,
        IReadOnlyList<DetectorRun> runs,
        PublishedScores published,
        bool halves,
        bool series
    )
    {
        if (halves)
        {
            var (tune, judge) = corpus.Halves();
            CorpusReport.Print(model, tune, Part(tune, corpus, runs), new PublishedScores(), Console.Out);
            CorpusReport.Print(model, judge, Part(judge, corpus, runs), new PublishedScores(), Console.Out);
        }

        var whole = Part(corpus, corpus, runs);
        if (series)
        {
            CorpusReport.PrintSeries(corpus, whole, Console.Out);
        }

        CorpusReport.Print(model, corpus, whole, published, Console.Out);
    }

    /// <summary>The scores of a part of the corpus that was run, by seed and series.</summary>
    private static IReadOnlyList<double[]>[] Part(Corpus part, Corpus whole, IReadOnlyList<DetectorRun> runs)
    {
        var indices = part.Series.Select(series => whole.Series.ToList().IndexOf(series)).ToArray();
        return [.. runs.Select(run => run.Scores).Select(scores => indices.Select(index => scores[index]).ToArray())];
    }
}
