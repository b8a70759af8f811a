namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: autostacks.</summary>
internal sealed record AutostacksView(IEnumerable<AutostackView> Autostacks);
