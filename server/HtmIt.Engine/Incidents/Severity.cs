using HtmIt.Engine.Numerics;

namespace HtmIt.Engine.Incidents;

/// <summary>
/// How much an incident matters, in decades of rarity that are calibrated to the metric: 3 means about once in a thousand rows of its
/// ordinary life.
/// </summary>
public static class Severity
{
    /// <summary>From here on people are told, unless they chose otherwise.</summary>
    public const double Default = 3;

    private const double PerDecadeAbove = 1.3;
    private const double PerDecadeBelow = 0.9;

    /// <summary>The severity of evidence that was discounted by what was told before; 1 gives <see cref="Default"/>.</summary>
    internal static double Of(double discounted) =>
        discounted <= 0 ? 0
        : discounted >= 1 ? Default + (PerDecadeAbove * PortableMath.Log10(discounted))
        : Math.Max(0, Default + (PerDecadeBelow * PortableMath.Log10(discounted)));
}
