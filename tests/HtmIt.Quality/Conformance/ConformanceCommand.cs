using System.CommandLine;

namespace HtmIt.Quality.Conformance;

/// <summary>
/// <c>conformance --corpus DIR [--detector NAME] [--jobs N] [--file TEXT]</c>: computes published rows anew with the reference mode, prints
/// how many agree, and fails unless the required figures are reached.
/// </summary>
internal static class ConformanceCommand
{
    public static Command Create()
    {
        var corpus = new Option<string>("--corpus")
        {
            Description = "A folder in the benchmark's layout: data/, and published/rows/<detector>/<category>/<file>.csv.gz.",
            Required = true,
        };
        var detector = new Option<string?>("--detector") { Description = "What to compute anew. All three when left out." };
        detector.AcceptOnlyFromAmong([.. ConformanceSuite.All.Select(suite => suite.Name)]);
        var jobs = new Option<int>("--jobs") { Description = "Files in work at a time.", DefaultValueFactory = _ => 1 };
        var file = new Option<string>("--file")
        {
            Description = "Only files whose name contains this. The required figures then do not apply.",
            DefaultValueFactory = _ => "",
        };
        var command = new Command("conformance", "Compares the reference mode with published rows.") { corpus, detector, jobs, file };
        command.SetAction(arguments =>
        {
            var chosen = ConformanceSuite.All.Where(suite => arguments.GetValue(detector) is not { } name || suite.Name == name);
            var run = new ConformanceRun(
                arguments.GetRequiredValue(corpus),
                arguments.GetValue(jobs),
                arguments.GetValue(file)!,
                Console.Out
            );
            // Every suite runs, also after one that failed.
            return chosen.Select(run.Passes).ToList().TrueForAll(passes => passes) ? 0 : 1;
        });
        return command;
    }
}
