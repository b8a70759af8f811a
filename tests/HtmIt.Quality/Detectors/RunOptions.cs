using System.CommandLine;
using HtmIt.Quality.Corpora;

namespace HtmIt.Quality.Detectors;

/// <summary>The options of every command that runs detectors over a corpus.</summary>
internal sealed class RunOptions
{
    private readonly Option<string> _model = new("--model")
    {
        Description = $"One of: {string.Join(", ", DetectorCatalogue.Names)}.",
        DefaultValueFactory = _ => "default",
    };

    private readonly Option<int> _jobs = new("--jobs") { Description = "Series run at the same time.", DefaultValueFactory = _ => 1 };

    private readonly Option<int> _seeds = new("--seeds") { Description = "Runs with different seeds.", DefaultValueFactory = _ => 4 };

    private readonly Option<ulong> _firstSeed = new("--seed") { Description = "The first seed.", DefaultValueFactory = _ => 1956 };

    private readonly Option<bool> _raises = new("--raises") { Description = "Count rows at which an open incident is raised, too." };

    public void AddTo(Command command)
    {
        _model.AcceptOnlyFromAmong([.. DetectorCatalogue.Names]);
        command.Options.Add(_model);
        command.Options.Add(_jobs);
        command.Options.Add(_seeds);
        command.Options.Add(_firstSeed);
        command.Options.Add(_raises);
    }

    public string Model(ParseResult result) => result.GetRequiredValue(_model);

    /// <summary>One run for each seed.</summary>
    public IReadOnlyList<DetectorRun> Execute(Corpus corpus, ParseResult result)
    {
        var factory = DetectorCatalogue.Find(Model(result)) ?? throw new InvalidOperationException($"No model {Model(result)}.");
        var raises = result.GetValue(_raises);
        var first = result.GetValue(_firstSeed);
        var seeds = Enumerable.Range(0, Math.Max(1, result.GetValue(_seeds))).Select(index => first + (ulong)index);
        return [.. seeds.Select(seed => DetectorRun.Execute(corpus, () => factory(seed, raises), Math.Max(1, result.GetValue(_jobs))))];
    }
}
