namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: what became of a test, channel by channel.</summary>
internal sealed record ChannelTestsView(IEnumerable<ChannelTestView> Results);
