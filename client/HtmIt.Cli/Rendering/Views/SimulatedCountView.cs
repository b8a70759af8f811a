using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>How many notifications of a kind there would have been.</summary>
internal sealed record SimulatedCountView(NotificationKind Kind, int Count);
