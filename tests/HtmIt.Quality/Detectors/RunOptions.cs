using System.CommandLine;
using System.CommandLine.Parsing;
using HtmIt.Quality.Corpora;

namespace HtmIt.Quality.Detectors;

/// <summary>The options of every command that runs detectors over a corpus.</summary>
internal sealed class RunOptions
{
    private readonly Option<string> _model = new("--model")
    {
        Description = $"One of: {string.Join(", ", DetectorCatalogue.Names)}.",
        DefaultValueFactory = _ => Shipped,
    };

    private readonly Option<int> _jobs = new("--jobs") { Description = "Series run at the same time.", DefaultValueFactory = _ => 1 };

    private readonly Option<int> _seeds = new("--seeds") { Description = "Runs with different seeds.", DefaultValueFactory = _ => 4 };

    private readonly Option<ulong> _firstSeed = new("--seed") { Description = "The first seed.", DefaultValueFactory = _ => 1956 };

    private readonly Option<bool> _raises = new("--raises") { Description = "Count rows at which an open incident is raised, too." };

    /// <summary>The model that a server makes.</summary>
    public const string Shipped = "default";

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

    /// <summary>Whether the model is the one that a server makes. For validators, which see what was given and not yet what it is worth.</summary>
    public bool IsShipped(SymbolResult result) => result.GetValue(_model) is null or Shipped;

    public int Jobs(ParseResult result) => Math.Max(1, result.GetValue(_jobs));

    public IReadOnlyList<ulong> Seeds(ParseResult result) =>
        [.. Enumerable.Range(0, Math.Max(1, result.GetValue(_seeds))).Select(index => result.GetValue(_firstSeed) + (ulong)index)];

    /// <summary>One run for each seed.</summary>
    public IReadOnlyList<DetectorRun> Execute(Corpus corpus, ParseResult result)
    {
        var factory = DetectorCatalogue.Find(Model(result)) ?? throw new InvalidOperationException($"No model {Model(result)}.");
        var raises = result.GetValue(_raises);
        return [.. Seeds(result).Select(seed => DetectorRun.Execute(corpus, () => factory(seed, raises), Jobs(result)))];
    }
}
