using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>Why a metric can't be collected.</summary>
internal sealed class CollectErrorView(CollectError error)
{
    public DateTime StartTime => error.StartTime.UtcDateTime;

    public string Message => error.Message;
}
