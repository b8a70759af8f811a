namespace HtmIt.Cli.Rendering.Views;

/// <summary>How many models were deleted.</summary>
internal sealed record DeletedModelsView(int Deleted);
