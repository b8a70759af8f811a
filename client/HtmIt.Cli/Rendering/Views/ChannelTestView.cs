using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What became of a test through one channel.</summary>
internal sealed class ChannelTestView(ChannelTest test)
{
    public NotificationChannel Channel => test.Channel;

    /// <summary>Absent when it was taken.</summary>
    public string? Error => test.Error.Length == 0 ? null : test.Error;
}
