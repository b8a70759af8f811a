using HtmIt.Core.Actors;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Specs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Datasources.Custom;

/// <summary>Begins the models of new metrics that are to be monitored, so many in a second. The line stands in the database, so that a server
/// goes on where the one before stopped.</summary>
internal sealed class AutomaticModelWorker(
    AutomaticModels models,
    IAutomaticModelStore store,
    IModelRuntime runtime,
    IOptions<AutomaticModelOptions> options,
    TimeProvider time,
    ILogger<AutomaticModelWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    /// <summary>After so long it looks for what another server left.</summary>
    private static readonly TimeSpan Sweep = TimeSpan.FromMinutes(1);

    private readonly FaultLog _faults = new(logger, time, "Monitoring new metrics");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!models.IsOn)
        {
            return;
        }
        try
        {
            while (true)
            {
                var pause = Task.Delay(Turn, time, stoppingToken);
                var mayBeMore = await TryStartAsync(stoppingToken);
                await pause;
                if (!mayBeMore)
                {
                    await models.Waiting.WaitAsync(Sweep, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; who waits is started after the next start.
        }
    }

    /// <returns>Whether more may be waiting.</returns>
    private async Task<bool> TryStartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var waiting = await store.ListWaitingAsync(options.Value.ModelsPerSecond, cancellationToken);
            foreach (var metric in waiting)
            {
                await StartAsync(metric, cancellationToken);
            }
            _faults.Succeeded();
            return waiting.Count == options.Value.ModelsPerSecond;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The boundary of the loop: the mark stays, and it is tried again.
            _faults.Failed(fault);
            return true;
        }
    }

    private async Task StartAsync(Metric metric, CancellationToken cancellationToken)
    {
        try
        {
            await runtime.StartAsync(metric.Id, new ModelSpec(new CustomMetricSpec(metric.Key)), cancellationToken);
        }
        catch (DomainException refusal) when (refusal.Reason == ErrorReason.QuotaExceeded)
        {
            await store.GiveUpAsync(metric.Id, cancellationToken);
            models.LeaveOut(UnmonitoredReason.Quota, metric.Key, 1);
        }
        catch (DomainException refusal) when (refusal.Reason is ErrorReason.MetricNotFound or ErrorReason.MetricChanged)
        {
            // Deleted or changed meanwhile: it is looked at again where it still has the mark.
        }
    }
}
