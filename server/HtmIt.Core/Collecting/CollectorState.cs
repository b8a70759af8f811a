using HtmIt.Core.Metrics;

namespace HtmIt.Core.Collecting;

/// <summary>What one shard of the collector is doing.</summary>
/// <param name="Total">All since it began.</param>
/// <param name="MetricCount">Metrics that it collects.</param>
/// <param name="Stretch">Periods asked for at a time, to keep to the monthly limit; 1 without one.</param>
/// <param name="MonthlyDollars">What the metrics cost in a month as they are asked for.</param>
/// <param name="PublicationDelays">How long after its end a period is taken, as learnt, in seconds, by namespace.</param>
public sealed record CollectorState(
    CollectionReport Total,
    int MetricCount,
    int Stretch,
    double MonthlyDollars,
    IReadOnlyDictionary<string, int> PublicationDelays
);
