using HtmIt.Core.Names;

namespace HtmIt.Core.Collecting;

/// <summary>What was taken of one metric in a round.</summary>
/// <param name="Next">What followed the newest stored row before.</param>
public readonly record struct TakenNote(MetricId Metric, string Namespace, int PeriodSeconds, long Next, TakenSamples Taken);
