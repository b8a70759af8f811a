namespace HtmIt.Cli.Rendering.Views;

/// <summary>A list: models.</summary>
internal sealed record ModelsView(IEnumerable<ModelView> Models);
