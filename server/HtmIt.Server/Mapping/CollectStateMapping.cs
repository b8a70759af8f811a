using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Collecting;

namespace HtmIt.Server.Mapping;

/// <summary>How collecting goes, on the wire.</summary>
internal static class CollectStateMapping
{
    public static V1.CollectState? ToProto(CollectState? state) =>
        state is null
            ? null
            : new()
            {
                Status = (V1.CollectStatus)state.Status,
                LastSuccessTime = state.LastSuccess?.ToTimestamp(),
                NextTryTime = state.NextTry?.ToTimestamp(),
                LastError = state.LastError is { } error
                    ? new()
                    {
                        StartTime = error.Since.ToTimestamp(),
                        Time = error.Time?.ToTimestamp(),
                        Message = error.Message,
                    }
                    : null,
            };
}
