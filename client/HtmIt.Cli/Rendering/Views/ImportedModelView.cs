namespace HtmIt.Cli.Rendering.Views;

/// <summary>What became of one model of a file.</summary>
internal sealed record ImportedModelView(int Index, CreatedModelView? Result, ItemErrorView? Error);
