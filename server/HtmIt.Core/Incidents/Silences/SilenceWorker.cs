using HtmIt.Core.Errors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Incidents.Silences;

/// <summary>Looks for samples that stopped, from time to time.</summary>
internal sealed partial class SilenceWorker(
    NoticeSilences notice,
    IOptions<SilenceOptions> options,
    TimeProvider time,
    ILogger<SilenceWorker> logger
) : BackgroundService
{
    private readonly FaultLog _faults = new(logger, time, "Looking for samples that stopped");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!options.Value.Enabled)
        {
            return;
        }
        using var sweeps = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.SweepSeconds), time);
        try
        {
            do
            {
                await TrySweepAsync(stoppingToken);
            } while (await sweeps.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TrySweepAsync(CancellationToken cancellationToken)
    {
        try
        {
            var begun = await notice.SweepAsync(cancellationToken);
            _faults.Succeeded();
            if (begun > 0)
            {
                Log.Began(logger, begun);
            }
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The boundary of the loop: what can't be looked at now is looked at next time.
            _faults.Failed(fault);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1151, LogLevel.Information, "The samples of {Metrics} metrics have stopped")]
        public static partial void Began(ILogger logger, int metrics);
    }
}
