using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>Settings of an ingest session. The callbacks run one at a time on the session's own task: keep them short.</summary>
public sealed record IngestOptions
{
    /// <summary>How many samples make a batch. Range 1 to 10,000. Default: 500.</summary>
    public int BatchSize { get; init; } = 500;

    /// <summary>How long a batch that is not full waits for more samples. Default: 10 ms.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromMilliseconds(10);

    /// <summary>How many batches may be on the way. When they are, writing waits. Default: 16.</summary>
    public int MaxUnacknowledgedBatches { get; init; } = 16;

    /// <summary>How long the server may stay away before the session fails. Default: 2 minutes.</summary>
    public TimeSpan MaxOutage { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long disposing waits for what is not acknowledged yet. Default: 10 seconds.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Waiting times between attempts to reconnect. Default: the client's.</summary>
    public BackoffOptions? Backoff { get; init; }

    /// <summary>Called for each run of neighbouring samples that the server refused for the same reason. A sample that is stored already is
    /// not refused.</summary>
    public Action<Refusal>? OnRefused { get; init; }

    /// <summary>Called for each batch that the server refused as a whole, e.g. because its limits are below <see cref="BatchSize"/>: none of its
    /// samples is stored, and the session goes on with the next.</summary>
    public Action<BatchRefusal>? OnBatchRefused { get; init; }

    /// <summary>Called for each series of a batch that the server acknowledged.</summary>
    public Action<SeriesOutcome>? OnAcknowledged { get; init; }

    /// <summary>Called when the connection broke and the session is going to try again.</summary>
    public Action<HtmItException>? OnConnectionBroken { get; init; }

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(BatchSize, 10_000);
        ArgumentOutOfRangeException.ThrowIfLessThan(Linger, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxUnacknowledgedBatches, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(CloseTimeout, TimeSpan.Zero);
        Backoff?.Validate();
    }
}
