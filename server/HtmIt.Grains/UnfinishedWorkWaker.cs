using HtmIt.Core.Actors;
using HtmIt.Core.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HtmIt.Grains;

/// <summary>At start, wakes the actors whose work a stopped server left undone: backlogs and clearings.</summary>
internal sealed partial class UnfinishedWorkWaker(
    IMetricStore metrics,
    IModelRuntime runtime,
    TimeProvider time,
    ILogger<UnfinishedWorkWaker> logger
) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        StartWork.UntilDoneAsync(WakeAsync, time, fault => Log.Failed(logger, fault), stoppingToken);

    private async Task WakeAsync(CancellationToken cancellationToken)
    {
        foreach (var id in await metrics.ListUnfinishedAsync(cancellationToken))
        {
            await runtime.WakeAsync(id, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(3031, LogLevel.Warning, "Looking for work that was left undone failed and is tried again: {Fault}")]
        public static partial void Failed(ILogger logger, string fault);
    }
}
