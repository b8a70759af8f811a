namespace HtmIt.Cli.Rendering.Views;

/// <summary>The name of what was deleted.</summary>
internal sealed record DeletedView(string Deleted);
