using HtmIt.Core.Metrics;
using HtmIt.Core.Models;
using Microsoft.Extensions.Hosting;

namespace HtmIt.Grains;

/// <summary>At start, wakes the actors whose work a stopped server left undone: backlogs and clearings.</summary>
internal sealed class UnfinishedWorkWaker(IMetricStore metrics, IModelRuntime runtime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var id in await metrics.ListUnfinishedAsync(stoppingToken))
        {
            await runtime.WakeAsync(id, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
