using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HtmIt.Core.Retention;

/// <summary>Asks again and again whether the removal of old data is due.</summary>
internal sealed partial class RetentionWorker(
    ExpireData expire,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<RetentionWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!expire.IsOn)
        {
            return;
        }
        await StartedAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await expire.RunIfDueAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // The boundary of the loop: the next turn comes.
                Log.Failed(logger, fault);
            }
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Models are saved through their actors, which are there when the whole host is.</summary>
    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var onStarted = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static partial class Log
    {
        [LoggerMessage(1203, LogLevel.Warning, "The removal of old samples failed and is tried again")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}
