namespace HtmIt.Core.Metrics;

/// <summary>Collecting a metric fails, and is tried again.</summary>
/// <param name="Since">When it began to fail.</param>
public sealed record CollectorError(DateTimeOffset Since, string Message);
