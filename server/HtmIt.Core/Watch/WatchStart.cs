namespace HtmIt.Core.Watch;

/// <summary>Where a watch starts.</summary>
public abstract record WatchStart
{
    /// <summary>With what is stored or scored from now on.</summary>
    public sealed record Now : WatchStart;

    /// <summary>With the stored rows since a sample time.</summary>
    public sealed record Since(long Time) : WatchStart;

    /// <summary>After a position received earlier.</summary>
    public sealed record After(WatchPosition Position) : WatchStart;
}
