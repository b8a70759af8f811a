using HtmIt.Client;

namespace HtmIt.Cli.Rendering;

/// <summary>How collecting a metric goes, for people: why it has no data.</summary>
internal static class CollectText
{
    /// <summary>In a table; empty while all is well.</summary>
    /// <param name="newest">Time of the newest sample.</param>
    public static string Brief(CollectState? state, DateTimeOffset? newest) =>
        state?.Status switch
        {
            CollectStatus.Waiting => "not asked yet",
            CollectStatus.NoData => $"no data{Age(state, newest)}",
            CollectStatus.Stopped => $"resource gone{Age(state, newest)}",
            CollectStatus.Failing => $"fails{Since(state)}{Message(state)}",
            _ => "",
        };

    /// <summary>In a sentence; empty for what is not collected.</summary>
    /// <param name="newest">Time of the newest sample.</param>
    public static string Of(CollectState? state, DateTimeOffset? newest) =>
        state is null
            ? ""
            : state.Status switch
            {
                CollectStatus.Waiting => $"not asked for yet{Next(state)}{LastError(state)}",
                CollectStatus.Current => $"up to date{Asked(state)}{Next(state)}{LastError(state)}",
                CollectStatus.NoData => $"CloudWatch has nothing new{Age(state, newest)}{Asked(state)}{Next(state)}{LastError(state)}",
                CollectStatus.Stopped =>
                    $"no data{Age(state, newest)} and AWS no longer lists the resource; it is looked for again{Next(state)}{LastError(state)}",
                CollectStatus.Failing =>
                    $"fails{Since(state)} and is tried again{Failed(state)}{Next(state)}{Asked(state)}{Message(state)}",
                _ => "",
            };

    /// <summary>How long there has been nothing, when that was last known.</summary>
    private static string Age(CollectState state, DateTimeOffset? newest) =>
        newest is null ? ", and never had any"
        : (state.LastSuccessTime ?? state.NextTryTime) is { } known && known > newest ? $" for {Show.Span(known - newest.Value)} h"
        : "";

    private static string Since(CollectState state) => state.LastError is { } error ? $" since {Show.Time(error.StartTime)}" : "";

    private static string Message(CollectState state) => state.LastError is { } error ? $": {error.Message}" : "";

    private static string Asked(CollectState state) => state.LastSuccessTime is { } time ? $"; last answer {Show.Time(time)}" : "";

    private static string Failed(CollectState state) => state.LastError?.Time is { } time ? $"; last failure {Show.Time(time)}" : "";

    private static string Next(CollectState state) => state.NextTryTime is { } time ? $"; next try {Show.Time(time)}" : "";

    private static string LastError(CollectState state) =>
        state.LastError is { } error ? $"; last failure {Show.Time(error.Time ?? error.StartTime)}: {error.Message}" : "";
}
