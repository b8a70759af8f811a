using HtmIt.Engine.Parameters;

namespace HtmIt.Core.Specs;

/// <summary>What an engine model is made from, stored when it starts, so that it can be made again.</summary>
/// <param name="Min">Lower end of the value range the resolution was made from.</param>
/// <param name="Max">Upper end of the value range.</param>
/// <param name="Resolution">Width of a bucket of the scalar encoder.</param>
public sealed record ModelDefinition(double Min, double Max, double Resolution)
{
    /// <summary>Name of the input's time field.</summary>
    public string TimestampField { get; init; } = "c0";

    /// <summary>Name of the input's value field.</summary>
    public string ValueField { get; init; } = "c1";

    /// <summary>Parameters of the network that differ from the default, by their path in the original's document.</summary>
    public IReadOnlyDictionary<string, double>? Settings { get; init; }

    public ModelParameters ToParameters()
    {
        var parameters = ModelParameters.Default with { Resolution = Resolution };
        return Settings is null ? parameters : CompleteParamsReader.Apply(parameters, Settings);
    }
}
