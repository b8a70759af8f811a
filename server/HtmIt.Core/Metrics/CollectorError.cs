namespace HtmIt.Core.Metrics;

/// <summary>Collecting a metric fails.</summary>
/// <param name="Deadline">If it still fails then, the metric goes to ERROR.</param>
public sealed record CollectorError(DateTimeOffset Deadline, string Message);
