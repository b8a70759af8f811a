namespace HtmIt.Client;

/// <summary>Selects what to follow and where to start.</summary>
public sealed record WatchOptions
{
    /// <summary>Names of the metrics to follow. Default: all, those created later too.</summary>
    public IReadOnlyList<string> Metrics { get; init; } = [];

    /// <summary>Where to start. Default: <see cref="WatchStart.Now"/>, with the next row that is stored or scored.</summary>
    public WatchStart Start { get; init; } = WatchStart.Now;

    /// <summary>Only rows with at least this anomaly likelihood. Range [0, 1]. Default: every row.</summary>
    public double? MinAnomalyLikelihood { get; init; }

    /// <summary>Only rows with at least this surprise, in decades. Range 0 and up. Default: every row.</summary>
    public double? MinSurprise { get; init; }

    /// <summary>Whether rows are left out that were scored before the model had learnt enough. Default: false.</summary>
    public bool ExcludeLearning { get; init; }

    /// <summary>Waiting times between attempts to reconnect. Default: the client's.</summary>
    public BackoffOptions? Backoff { get; init; }

    /// <summary>How long a server may stay away before the watch fails. Default: <see cref="Timeout.InfiniteTimeSpan"/>, without limit.</summary>
    public TimeSpan MaxOutage { get; init; } = Timeout.InfiniteTimeSpan;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Metrics);
        ArgumentNullException.ThrowIfNull(Start);
        Backoff?.Validate();
    }
}
