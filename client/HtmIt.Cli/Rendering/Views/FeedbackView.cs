namespace HtmIt.Cli.Rendering.Views;

/// <summary>Where an archive lies.</summary>
internal sealed record FeedbackView(string Key);
