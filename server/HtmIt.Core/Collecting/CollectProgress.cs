namespace HtmIt.Core.Collecting;

/// <summary>What has become of collecting a metric since its shard began.</summary>
/// <param name="LastSuccess">When AWS answered about it last, with new data or without.</param>
/// <param name="LastError">The newest failure; it stays when that is over.</param>
/// <param name="IsStopped">Whether its resource is gone, so that it is asked for no more.</param>
public sealed record CollectProgress(DateTimeOffset? LastSuccess, CollectFailure? LastError, bool IsStopped)
{
    public static readonly CollectProgress None = new(null, null, false);

    public bool IsFailing => LastError is { } error && (LastSuccess is null || LastSuccess < error.Since);

    public CollectProgress Succeeded(DateTimeOffset now) => new(now, LastError, false);

    public CollectProgress Failed(DateTimeOffset since, DateTimeOffset now, string message) =>
        this with
        {
            LastError = new(since, now, message),
        };
}
