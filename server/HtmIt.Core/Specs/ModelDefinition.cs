using HtmIt.Engine;
using HtmIt.Engine.Parameters;

namespace HtmIt.Core.Specs;

/// <summary>What an engine model is made from, stored when it starts, so that it can be made again. Nothing in it comes from the metric's
/// rows: with nothing given it is the same for every metric.</summary>
public sealed record ModelDefinition
{
    /// <summary>Lower end of the range of values, where one was given.</summary>
    public double? Min { get; init; }

    /// <summary>Upper end of the range of values, where one was given.</summary>
    public double? Max { get; init; }

    /// <summary>Width of a bucket of the scalar encoder to begin with; null to find it from the first rows.</summary>
    public double? Resolution { get; init; }

    /// <summary>Smallest width that the model chooses by itself; null for the engine's.</summary>
    public double? MinResolution { get; init; }

    /// <summary>Seed of every random choice; null for the engine's.</summary>
    public ulong? Seed { get; init; }

    /// <summary>Name of the input's time field.</summary>
    public string TimestampField { get; init; } = "c0";

    /// <summary>Name of the input's value field.</summary>
    public string ValueField { get; init; } = "c1";

    /// <summary>Parameters of the network that differ from the default, by their path in the original's document.</summary>
    public IReadOnlyDictionary<string, double>? Settings { get; init; }

    /// <summary>The only way to a model of a metric: of the server, of tests, and of the program that measures quality.</summary>
    public AnomalyModel CreateModel() => new(ToParameters());

    public ModelParameters ToParameters()
    {
        var parameters = ModelParameters.Default with
        {
            Resolution = Resolution,
            MinResolution = MinResolution ?? ModelParameters.Default.MinResolution,
            Seed = Seed ?? ModelParameters.Default.Seed,
        };
        return Settings is null ? parameters : CompleteParamsReader.Apply(parameters, Settings);
    }
}
