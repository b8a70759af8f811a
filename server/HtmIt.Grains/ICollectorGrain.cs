using Orleans;
using Orleans.Concurrency;

namespace HtmIt.Grains;

/// <summary>One shard of the collector, keyed by account and region.</summary>
[Alias("htmit.ICollectorGrain")]
internal interface ICollectorGrain : IGrainWithStringKey
{
    [Alias("Wake"), OneWay, AlwaysInterleave]
    Task WakeAsync();

    [Alias("GetState"), AlwaysInterleave]
    Task<CollectorStateReply> GetStateAsync();

    [Alias("GetMetricStates"), AlwaysInterleave]
    Task<CollectStateReply[]> GetMetricStatesAsync(Guid[] metrics);
}
