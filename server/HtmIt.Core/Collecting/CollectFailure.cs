namespace HtmIt.Core.Collecting;

/// <summary>The newest failure to collect a metric.</summary>
/// <param name="Since">When it began to fail.</param>
/// <param name="Time">When it failed last; null when only the beginning is known.</param>
public sealed record CollectFailure(DateTimeOffset Since, DateTimeOffset? Time, string Message);
