using HtmIt.Engine.Parameters;

namespace HtmIt.Core.Specs;

/// <summary>Range of values that is known beforehand, and the encoder resolution to begin with.</summary>
public readonly record struct ValueRange(double Min, double Max)
{
    public double Resolution(double? minResolution = null) =>
        ModelParameters.ResolutionForRange(Min, Max, minResolution ?? ModelParameters.Default.MinResolution);
}
