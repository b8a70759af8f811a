using HtmIt.Core.Errors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HtmIt.Core.Retention;

/// <summary>Asks again and again whether the removal of old data is due.</summary>
internal sealed class RetentionWorker(
    ExpireData expire,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<RetentionWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    private readonly FaultLog _faults = new(logger, time, "The removal of old samples");

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
                if (await expire.RunIfDueAsync(stoppingToken))
                {
                    _faults.Succeeded();
                }
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                // The boundary of the loop: the next turn comes.
                _faults.Failed(fault);
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
}
