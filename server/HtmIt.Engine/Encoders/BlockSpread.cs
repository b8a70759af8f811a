namespace HtmIt.Engine.Encoders;

/// <summary>How wide a block of sorted values is, whatever one absurd value among them says. Widths are halves, because the distance of two
/// numbers can exceed the largest double.</summary>
internal static class BlockSpread
{
    /// <summary>Rows from which a single value counts for nothing.</summary>
    public const int RobustRows = 20;

    /// <summary>From one end to the other; once there are enough rows, without the outermost value of each end.</summary>
    public static double Outer(ReadOnlySpan<double> sorted)
    {
        var leftOut = sorted.Length < RobustRows ? 0 : 1;
        return Half(sorted[leftOut], sorted[^(1 + leftOut)]);
    }

    /// <summary>From the 5 % quantile to that of 95 %. Where these are equal, the few rows that differ tell the width.</summary>
    public static double Typical(ReadOnlySpan<double> sorted)
    {
        var leftOut = sorted.Length / RobustRows;
        var half = Half(sorted[leftOut], sorted[^(1 + leftOut)]);
        return half > 0 ? half : OfTheFew(sorted);
    }

    /// <summary>Twice the median distance of those that are not the usual value; a single one says nothing.</summary>
    private static double OfTheFew(ReadOnlySpan<double> sorted)
    {
        var usual = Middle(sorted);
        var below = sorted.IndexOf(usual);
        var above = sorted.LastIndexOf(usual) + 1;
        var few = below + sorted.Length - above;
        if (few < 2)
        {
            return 0;
        }

        var distance = 0.0;
        for (var rank = 0; rank <= (few - 1) / 2; rank++)
        {
            var down = below > 0 ? Half(sorted[below - 1], usual) : double.PositiveInfinity;
            var up = above < sorted.Length ? Half(usual, sorted[above]) : double.PositiveInfinity;
            distance = Math.Min(down, up);
            _ = down <= up ? below-- : above++;
        }

        // Half of a width of twice the distance.
        return distance * 2;
    }

    /// <summary>The median.</summary>
    public static double Middle(ReadOnlySpan<double> sorted) => sorted[sorted.Length / 2];

    private static double Half(double low, double high) => (high * 0.5) - (low * 0.5);
}
