namespace HtmIt.Client;

/// <summary>What became of a test through one channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Error">Why the receiver did not take it; empty when it did.</param>
public sealed record ChannelTest(NotificationChannel Channel, string Error);
