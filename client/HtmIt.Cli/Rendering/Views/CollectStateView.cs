using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>How collecting a metric goes.</summary>
internal sealed class CollectStateView(CollectState state)
{
    public CollectStatus Status => state.Status;

    public DateTime? LastSuccessTime => state.LastSuccessTime?.UtcDateTime;

    public CollectErrorView? LastError => state.LastError is { } error ? new(error) : null;

    public DateTime? NextTryTime => state.NextTryTime?.UtcDateTime;
}
