using HtmIt.Core.CloudWatch;
using HtmIt.Core.CloudWatch.Collecting;
using HtmIt.Core.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans;

namespace HtmIt.Grains;

/// <summary>Reaches the shards of the collector, and at start wakes those that have metrics.</summary>
internal sealed class Collectors(IGrainFactory grains, IMetricStore metrics, IOptions<CollectorOptions> options)
    : BackgroundService,
        ICollectors
{
    public Task WakeAsync(AwsScope scope, CancellationToken cancellationToken) =>
        options.Value.Enabled ? grains.GetGrain<ICollectorGrain>(scope.Key).WakeAsync() : Task.CompletedTask;

    public async Task<CollectorState> GetStateAsync(AwsScope scope, CancellationToken cancellationToken) =>
        (await grains.GetGrain<ICollectorGrain>(scope.Key).GetStateAsync().WaitAsync(cancellationToken)).ToState();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var scope in await metrics.ListScopesAsync(stoppingToken))
        {
            await WakeAsync(scope, stoppingToken);
        }
    }
}
