using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Errors;
using HtmIt.Core.Names;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;

namespace HtmIt.Grains;

/// <summary>Reaches the shards of the collector, and at start wakes those that have metrics.</summary>
internal sealed class Collectors(
    IGrainFactory grains,
    CollectionScopes scopes,
    IOptions<CollectorOptions> options,
    TimeProvider time,
    ILogger<Collectors> logger
) : BackgroundService, ICollectors
{
    public Task WakeAsync(AwsScope scope, CancellationToken cancellationToken) =>
        options.Value.Enabled ? grains.GetGrain<ICollectorGrain>(scope.Key).WakeAsync() : Task.CompletedTask;

    public async Task<CollectorState> GetStateAsync(AwsScope scope, CancellationToken cancellationToken) =>
        (await grains.GetGrain<ICollectorGrain>(scope.Key).GetStateAsync().WaitAsync(cancellationToken)).ToState();

    public async Task<IReadOnlyDictionary<MetricId, CollectState>> GetStatesAsync(
        AwsScope scope,
        IReadOnlyCollection<MetricId> ids,
        CancellationToken cancellationToken
    )
    {
        var grain = grains.GetGrain<ICollectorGrain>(scope.Key);
        var states = await grain.GetMetricStatesAsync([.. ids.Select(id => id.Value)]).WaitAsync(cancellationToken);
        return states.ToDictionary(one => new MetricId(one.Metric), one => one.ToState());
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        StartWork.UntilDoneAsync(WakeAllAsync, time, new FaultLog(logger, time, "Waking the collectors"), stoppingToken);

    private async Task WakeAllAsync(CancellationToken cancellationToken)
    {
        foreach (var scope in await scopes.ListAsync(cancellationToken))
        {
            await WakeAsync(scope, cancellationToken);
        }
    }
}
