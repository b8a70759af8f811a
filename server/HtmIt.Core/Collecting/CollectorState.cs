using HtmIt.Core.Metrics;

namespace HtmIt.Core.Collecting;

/// <summary>What one shard of the collector is doing.</summary>
/// <param name="Total">All since it began.</param>
/// <param name="MetricCount">Metrics that it collects.</param>
/// <param name="StoppedCount">Those of them that are asked for no more, because their resources are gone.</param>
/// <param name="Stretch">Periods asked for at a time, to keep to the monthly limit; 1 without one.</param>
/// <param name="MonthlyDollars">What the metrics cost in a month as they are asked for.</param>
/// <param name="PublicationDelays">How long after its end a period is taken, as learnt, in seconds, by namespace.</param>
/// <param name="MachineAhead">How far the clock of the machine that it runs on is ahead of AWS's; zero while they agree.</param>
public sealed record CollectorState(
    CollectionReport Total,
    int MetricCount,
    int StoppedCount,
    int Stretch,
    double MonthlyDollars,
    IReadOnlyDictionary<string, int> PublicationDelays,
    TimeSpan MachineAhead
);
