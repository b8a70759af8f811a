namespace HtmIt.Client;

/// <summary>Selects what to follow and where to start. At most one of <see cref="AfterPosition"/> and <see cref="StartTime"/>;
/// with neither, the watch starts with the next row that is stored or scored.</summary>
public sealed record WatchOptions
{
    /// <summary>Resource names of the metrics to follow. Default: all, those created later too.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Continue after this position, as received with an earlier event.</summary>
    public string? AfterPosition { get; init; }

    /// <summary>Start with the stored rows at or after this time.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Only rows with at least this anomaly likelihood. Range [0, 1]. Default: every row.</summary>
    public double? MinAnomalyScore { get; init; }

    /// <summary>Only rows with at least this surprise, in decades. Default: every row.</summary>
    public double? MinSurprise { get; init; }

    /// <summary>Waiting times between attempts to reconnect. Default: the client's.</summary>
    public BackoffOptions? Backoff { get; init; }

    /// <summary>How long a server may stay away before the watch fails. Default: without limit.</summary>
    public TimeSpan MaxOutage { get; init; } = Timeout.InfiniteTimeSpan;

    internal void Validate()
    {
        if (AfterPosition is not null && StartTime is not null)
        {
            throw new ArgumentException($"Give {nameof(AfterPosition)} or {nameof(StartTime)}, not both.");
        }

        Backoff?.Validate();
    }
}
