namespace HtmIt.Engine.Surprise;

/// <summary>How a scale continues beyond the ordinary share of a statistic's past.</summary>
internal enum TailKind : byte
{
    /// <summary>An exponential tail with the mean excess of the past (peaks over threshold; Pickands, 1975).</summary>
    MeanExcess,

    /// <summary>An exponential tail with the slope between two quantiles: a few wild values in the past do not flatten it.</summary>
    Quantiles,

    /// <summary>The mean excess, but never rarer than the rank among the past says; for statistics that peak often and shortly.</summary>
    Ranked,
}
