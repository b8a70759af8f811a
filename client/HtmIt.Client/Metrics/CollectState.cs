namespace HtmIt.Client;

/// <summary>How collecting a metric from AWS goes: why it has no data.</summary>
/// <param name="Status">How it goes.</param>
public sealed record CollectState(CollectStatus Status)
{
    /// <summary>When AWS answered about it last, with new data or without, in UTC; null when it has not since the server that collects it started.</summary>
    public DateTimeOffset? LastSuccessTime { get; init; }

    /// <summary>The newest failure, which may be over.</summary>
    public CollectError? LastError { get; init; }

    /// <summary>When it is asked for next, in UTC; null when that is not known.</summary>
    public DateTimeOffset? NextTryTime { get; init; }
}
