namespace HtmIt.Core.Collecting;

/// <summary>How long after its end a period is not complete for sure.</summary>
/// <param name="Namespace">Of the metrics; <c>*</c> for those that have no row of their own.</param>
/// <param name="Statistic">The same.</param>
/// <param name="Source">Who says so.</param>
public sealed record DelayFloor(string Namespace, string Statistic, int Seconds, string Source);
