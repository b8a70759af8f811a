using System.CommandLine;

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
        var check = new Option<bool>("--check") { Description = "Only prove the scorer against the published rows of the corpus." };
        var command = new Command("nab", "Runs a labelled corpus and scores it by NAB's rules.") { corpus, check };
        command.SetAction(result =>
        {
            var folder = result.GetRequiredValue(corpus);
            return ScorerCheck.Run(folder, NabCorpusReader.Read(folder), Console.Out) ? 0 : 1;
        });
        return command;
    }
}
