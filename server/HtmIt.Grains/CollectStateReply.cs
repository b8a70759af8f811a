using HtmIt.Core.Collecting;
using HtmIt.Core.Names;
using Orleans;

namespace HtmIt.Grains;

/// <summary>How collecting one metric goes, on its way to the caller.</summary>
[GenerateSerializer, Immutable, Alias("htmit.CollectStateReply")]
internal sealed record CollectStateReply(
    [property: Id(0)] Guid Metric,
    [property: Id(1)] int Status,
    [property: Id(2)] DateTimeOffset? LastSuccess,
    [property: Id(3)] DateTimeOffset? NextTry,
    [property: Id(4)] DateTimeOffset? FailingSince,
    [property: Id(5)] DateTimeOffset? FailedAt,
    [property: Id(6)] string? Failure
)
{
    public static CollectStateReply From(MetricId metric, CollectState state) =>
        new(
            metric.Value,
            (int)state.Status,
            state.LastSuccess,
            state.NextTry,
            state.LastError?.Since,
            state.LastError?.Time,
            state.LastError?.Message
        );

    public CollectState ToState() =>
        new((CollectStatus)Status, LastSuccess, FailingSince is { } since ? new(since, FailedAt, Failure ?? "") : null, NextTry);
}
