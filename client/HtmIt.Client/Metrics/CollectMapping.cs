namespace HtmIt.Client;

/// <summary>Turns how collecting goes into that of the typed client.</summary>
internal static class CollectMapping
{
    public static CollectState? ToState(V1.CollectState? state) =>
        state is null
            ? null
            : new((CollectStatus)state.Status)
            {
                LastSuccessTime = state.LastSuccessTime?.ToDateTimeOffset(),
                NextTryTime = state.NextTryTime?.ToDateTimeOffset(),
                LastError = state.LastError is { } error
                    ? new(error.StartTime.ToDateTimeOffset(), error.Message) { Time = error.Time?.ToDateTimeOffset() }
                    : null,
            };
}
