namespace HtmIt.Core.Incidents.Silences;

/// <summary>A stored sample and when it came.</summary>
/// <param name="Time">When it was measured, in seconds of the Unix epoch.</param>
/// <param name="CommitPosition">The commit that stored it, or gave it its score.</param>
/// <param name="CommitTime">When that was; null when it is no longer known.</param>
public readonly record struct Arrival(long Time, long CommitPosition, DateTimeOffset? CommitTime);
