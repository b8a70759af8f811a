namespace HtmIt.Client;

/// <summary>A condition that keeps a device from being told.</summary>
/// <param name="Reason">The kind of condition.</param>
/// <param name="Since">Since when it holds, in UTC, where that is known.</param>
/// <param name="Until">Until when it holds, in UTC, where that is known.</param>
public sealed record HoldBack(HoldBackReason Reason, DateTimeOffset? Since, DateTimeOffset? Until);
