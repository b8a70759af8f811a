using System.CommandLine;
using HtmIt.Core.Specs;
using HtmIt.Engine;
using HtmIt.Quality.Corpora;
using HtmIt.Quality.Detectors;
using HtmIt.Quality.Nab;
using HtmIt.Quality.Synthetic;

namespace HtmIt.Quality.Plots;

/// <summary><c>plot</c>: draws one series and what the default model says about it.</summary>
internal static class PlotCommand
{
    public static Command Create()
    {
        var corpus = new Option<string?>("--corpus") { Description = "Folder in NAB's layout; the synthetic corpus when left out." };
        var series = new Option<string>("--series") { Required = true, Description = "category/file.csv." };
        var output = new Option<string>("--out") { Required = true, Description = "The SVG file to write." };
        var command = new Command("plot", "Draws one series with what the model says about it.") { corpus, series, output };
        command.SetAction(result =>
        {
            var read = result.GetValue(corpus) is { } folder ? NabCorpusReader.Read(folder) : SyntheticCorpus.Create(1, 6);
            var chosen = read.Series.FirstOrDefault(one => one.Name == result.GetRequiredValue(series));
            if (chosen is null)
            {
                Console.Error.WriteLine($"The corpus has no series {result.GetRequiredValue(series)}.");
                return 1;
            }

            File.WriteAllText(result.GetRequiredValue(output), SeriesPlot.Draw(chosen, Run(chosen)) + "\n");
            return 0;
        });
        return command;
    }

    private static PlotRow[] Run(LabelledSeries series)
    {
        var model = new ModelDefinition().CreateModel();
        PlotRow RunRow(int row)
        {
            if (series.Fates[row] != RowFate.Scored)
            {
                return default;
            }

            var result = model.Compute(series.UnixSeconds(row), series.Values[row]);
            return new(result.RawAnomalyScore, result.Surprise, ModelDetector.Told(result, model.IncidentEvents, raises: false));
        }

        return [.. Enumerable.Range(0, series.Count).Select(RunRow)];
    }
}
