namespace HtmIt.Core.Collecting;

/// <summary>One look at what CloudWatch has of a metric.</summary>
/// <param name="Window">What was asked for.</param>
/// <param name="Before">When was last asked before; the same as now for the first time.</param>
/// <param name="Recent">Where the last periods begin, which are asked for again and again.</param>
/// <param name="IsWhole">Whether the answer holds all that CloudWatch has: that of an autostack may lack members.</param>
public readonly record struct SeenLook(CollectionWindow Window, long Now, long Before, long Recent, bool IsWhole)
{
    /// <summary>All periods from here up to the newest row are zeros for want of a value.</summary>
    public long ZerosFrom { get; init; } = long.MaxValue;
}
