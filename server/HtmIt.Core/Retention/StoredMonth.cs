namespace HtmIt.Core.Retention;

/// <summary>A month of stored rows.</summary>
/// <param name="First">Its first day.</param>
public readonly record struct StoredMonth(DateOnly First)
{
    /// <summary>Where the next one begins, in seconds since 1970.</summary>
    public long End => new DateTimeOffset(First.AddMonths(1), TimeOnly.MinValue, TimeSpan.Zero).ToUnixTimeSeconds();

    public override string ToString() => First.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture);
}
