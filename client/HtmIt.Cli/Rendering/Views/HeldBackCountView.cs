using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>How many were held back by a condition.</summary>
internal sealed record HeldBackCountView(HoldBackReason Reason, int Count);
