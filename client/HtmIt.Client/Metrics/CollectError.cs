namespace HtmIt.Client;

/// <summary>Why a metric could not be collected.</summary>
/// <param name="StartTime">When it began to fail, in UTC.</param>
/// <param name="Message">What the newest failure was.</param>
public sealed record CollectError(DateTimeOffset StartTime, string Message)
{
    /// <summary>When the newest failure was, in UTC; null when it was before the server that collects it started.</summary>
    public DateTimeOffset? Time { get; init; }
}
