using HtmIt.Core.Aws;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Collecting;

/// <summary>Asks the shards how collecting metrics goes. They know it without asking anybody; where one does not answer, what is stored has to do.
/// </summary>
public sealed class CollectStates(
    ICollectors collectors,
    IOptions<CollectorOptions> options,
    TimeProvider time,
    ILogger<CollectStates> logger
)
{
    /// <summary>Nobody waits longer to read a metric.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly FaultLog _faults = new(logger, time, "Asking how collecting goes");

    /// <summary>Those of collected metrics; others have none.</summary>
    public async Task<IReadOnlyDictionary<MetricId, CollectState>> ReadAsync(
        IReadOnlyCollection<Metric> metrics,
        CancellationToken cancellationToken
    )
    {
        var states = new Dictionary<MetricId, CollectState>();
        foreach (var metric in metrics)
        {
            if (CollectState.OfStored(metric) is { } stored)
            {
                states[metric.Id] = stored;
            }
        }
        if (!options.Value.Enabled)
        {
            return states;
        }
        var collected = metrics
            .Where(metric => metric.Status is MetricStatus.Active or MetricStatus.PendingData)
            .Select(metric => (metric.Id, Scope: AwsLabels.ScopeOf(metric.Labels)))
            .Where(one => one.Scope is not null)
            .GroupBy(one => one.Scope!.Value, one => one.Id);
        foreach (var told in await Task.WhenAll(collected.Select(scope => AskAsync(scope.Key, [.. scope], cancellationToken))))
        {
            foreach (var (id, state) in told)
            {
                states[id] = state;
            }
        }
        return states;
    }

    private async Task<IReadOnlyDictionary<MetricId, CollectState>> AskAsync(
        AwsScope scope,
        IReadOnlyCollection<MetricId> ids,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var states = await collectors.GetStatesAsync(scope, ids, cancellationToken).WaitAsync(Patience, time, cancellationToken);
            _faults.Succeeded();
            return states;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // Reading a metric does not depend on its collector, whatever has become of that.
            _faults.Failed(fault);
            return new Dictionary<MetricId, CollectState>();
        }
    }
}
