namespace HtmIt.Core.Specs;

/// <summary>Range of values, and the encoder resolution that follows from it.</summary>
public readonly record struct ValueRange(double Min, double Max)
{
    /// <summary>Buckets of the scalar encoder over the range. The acceptance bounds leave 112 &lt; n &lt; 120.</summary>
    public const int BucketCount = 114;

    public const double DefaultMinResolution = 0.001;

    private const double Padding = 0.2;

    /// <summary>Range of stored values, widened by a fifth on each side; constant values count as a range of width 1.</summary>
    public static ValueRange FromStatistics(double min, double max)
    {
        var (low, high) = new ValueRange(min, max).Widened();
        var width = high - low;
        var pad = double.IsFinite(width) ? Padding * width : (Padding * high) - (Padding * low);
        return new(Math.Max(-double.MaxValue, low - pad), Math.Min(double.MaxValue, high + pad));
    }

    /// <summary>Range of a quantity whose lower end is known: up to a fifth above the largest stored value.</summary>
    public static ValueRange FromMaximum(double min, double max) => new(min, Math.Clamp(max + (Padding * max), min, double.MaxValue));

    public double Resolution(double minResolution = DefaultMinResolution)
    {
        var (low, high) = Widened();
        // The difference of two finite numbers need not be finite.
        var width = high - low;
        return Math.Max(minResolution, double.IsFinite(width) ? width / BucketCount : (high / BucketCount) - (low / BucketCount));
    }

    private ValueRange Widened() => Max > Min ? this : new(Min, Min + 1);
}
