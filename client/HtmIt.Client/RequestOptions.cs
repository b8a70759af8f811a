namespace HtmIt.Client;

/// <summary>What every call can override.</summary>
public record RequestOptions
{
    /// <summary>How long the call (for lists: each page) may take; <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes, e.g. for a
    /// long batch. Default: <see cref="HtmItClientOptions.DefaultDeadline"/>.</summary>
    public TimeSpan? Deadline { get; init; }
}
