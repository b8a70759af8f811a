namespace HtmIt.Engine.Likelihood;

/// <summary>Ranks likelihoods so that one red outweighs a thousand yellows, and one yellow a thousand greens.</summary>
public static class DisplayScale
{
    public const long Green = 1_000;
    public const long Yellow = 1_000_000;
    public const long Red = 1_000_000_001;

    /// <summary>The display value of an anomaly likelihood: 0 for 0, then green, above 0.9999 yellow, above 0.99999 red.</summary>
    public static long FromLikelihood(double likelihood) =>
        likelihood switch
        {
            0 => 0,
            > 0.99999 => Red,
            > 0.9999 => Yellow,
            _ => Green,
        };

    /// <summary>The likelihood on a logarithmic scale: near 0 at 0, 0.0301 at 0.5, 0.4 at 0.9999, 1 at 1.</summary>
    public static double ToLogarithmic(double likelihood) => Numerics.PortableMath.Log(1.0000000001 - likelihood) / -23.02585084720009;
}
