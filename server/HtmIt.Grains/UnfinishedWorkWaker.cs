using HtmIt.Core.Actors;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HtmIt.Grains;

/// <summary>At start, wakes the actors whose work a stopped server left undone: backlogs and clearings.</summary>
internal sealed class UnfinishedWorkWaker(
    IMetricStore metrics,
    IModelRuntime runtime,
    TimeProvider time,
    ILogger<UnfinishedWorkWaker> logger
) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        StartWork.UntilDoneAsync(WakeAsync, time, new FaultLog(logger, time, "Looking for work that was left undone"), stoppingToken);

    private async Task WakeAsync(CancellationToken cancellationToken)
    {
        foreach (var id in await metrics.ListUnfinishedAsync(cancellationToken))
        {
            await runtime.WakeAsync(id, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
