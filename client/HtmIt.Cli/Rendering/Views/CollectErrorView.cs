using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>Why a metric could not be collected.</summary>
internal sealed class CollectErrorView(CollectError error)
{
    public DateTime StartTime => error.StartTime.UtcDateTime;

    public DateTime? Time => error.Time?.UtcDateTime;

    public string Message => error.Message;
}
