namespace HtmIt.Cli.Rendering.Views;

/// <summary>How many notifications were marked that were not before.</summary>
internal sealed record MarkedNotificationsView(int ChangedCount);
