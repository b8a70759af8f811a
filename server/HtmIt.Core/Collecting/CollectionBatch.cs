namespace HtmIt.Core.Collecting;

/// <summary>Series that are asked for in one call: they share the window.</summary>
public sealed record CollectionBatch<T>(CollectionWindow Window, IReadOnlyList<T> Series)
    where T : IRequested
{
    /// <summary>Both halves, to find the one series that spoils a call.</summary>
    public (CollectionBatch<T> First, CollectionBatch<T> Second) Halves()
    {
        var half = Series.Count / 2;
        return (new(Window, [.. Series.Take(half)]), new(Window, [.. Series.Skip(half)]));
    }
}
