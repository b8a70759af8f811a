using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>A condition that keeps a device from being told.</summary>
internal sealed class HoldBackView(HoldBack holdBack)
{
    public HoldBackReason Reason => holdBack.Reason;

    public DateTime? Since => holdBack.Since?.UtcDateTime;

    public DateTime? Until => holdBack.Until?.UtcDateTime;
}
