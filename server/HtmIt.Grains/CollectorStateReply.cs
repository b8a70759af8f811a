using HtmIt.Core.Collecting;
using Orleans;

namespace HtmIt.Grains;

/// <summary>What a shard is doing, on its way to the caller.</summary>
/// <param name="Counters">Those of <see cref="CollectionReport"/>, in their order there.</param>
[GenerateSerializer, Immutable, Alias("htmit.CollectorStateReply")]
internal sealed record CollectorStateReply(
    [property: Id(0)] long[] Counters,
    [property: Id(1)] int MetricCount,
    [property: Id(2)] int Stretch,
    [property: Id(3)] double MonthlyDollars,
    [property: Id(4)] Dictionary<string, int> PublicationDelays,
    [property: Id(5)] TimeSpan MachineAhead,
    [property: Id(6)] int StoppedCount
)
{
    public static CollectorStateReply From(CollectorState state)
    {
        var total = state.Total;
        return new(
            [
                total.Calls,
                total.MetricsRequested,
                total.SamplesStored,
                total.Empty,
                total.Errors,
                total.Throttled,
                total.LateSamples,
                total.RevisedSamples,
            ],
            state.MetricCount,
            state.Stretch,
            state.MonthlyDollars,
            new(state.PublicationDelays),
            state.MachineAhead,
            state.StoppedCount
        );
    }

    public CollectorState ToState()
    {
        var total = new CollectionReport
        {
            Calls = Counters[0],
            MetricsRequested = Counters[1],
            SamplesStored = Counters[2],
            Empty = Counters[3],
            Errors = Counters[4],
            Throttled = Counters[5],
            LateSamples = Counters[6],
            RevisedSamples = Counters[7],
        };
        return new(total, MetricCount, StoppedCount, Stretch, MonthlyDollars, PublicationDelays, MachineAhead);
    }
}
