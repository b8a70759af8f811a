namespace HtmIt.Client;

/// <summary>Settings of a client.</summary>
public sealed record HtmItClientOptions
{
    /// <summary>How long a call (of a list: each page) may take, with its retries. Range: positive, up to a year; or
    /// <see cref="Timeout.InfiniteTimeSpan"/> for as long as it takes. Default: 30 seconds. <see cref="IHtmItClient.WithDeadline"/> gives some
    /// calls another. Streams have none.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a read is tried while the server can't be reached. Range 1 (no retry) to 5. Default: 4.</summary>
    public int MaxReadAttempts { get; init; } = 4;

    /// <summary>Waiting times between retries of reads, and the default of ingest sessions and watches.</summary>
    public BackoffOptions Backoff { get; init; } = new();

    /// <summary>The clock of deadlines and backoff. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    private static readonly TimeSpan LongestDeadline = TimeSpan.FromDays(365);

    internal void Validate()
    {
        CheckDeadline(Deadline);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxReadAttempts, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxReadAttempts, 5);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentNullException.ThrowIfNull(Backoff);
        Backoff.Validate();
    }

    private static void CheckDeadline(TimeSpan deadline)
    {
        if (deadline != Timeout.InfiniteTimeSpan)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(deadline, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(deadline, LongestDeadline);
        }
    }
}
