using HtmIt.Core.Actors;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Names;
using Microsoft.Extensions.Logging;

namespace HtmIt.Core.Collecting;

/// <summary>Where what was collected goes, and what could not be.</summary>
public sealed partial class CollectionIntake
{
    private const int LongestPauseSeconds = 900;

    private readonly IModelRuntime _runtime;
    private readonly GracePeriod _grace;
    private readonly CollectorOptions _options;
    private readonly Action _wake;
    private readonly ILogger _logger;
    private readonly FaultLog _faults;

    /// <param name="wake">Has the metrics read anew: one is no longer what it was.</param>
    internal CollectionIntake(CollectorPorts ports, GracePeriod grace, Action wake)
    {
        (_runtime, _grace, _options, _wake, _logger) = (ports.Runtime, grace, ports.Options.Value, wake, ports.Logger);
        _faults = new(ports.Logger, ports.Time, "Storing what was collected");
    }

    /// <summary>Stores samples, of which there may be none, and where the next collection begins. What is refused is postponed.</summary>
    /// <param name="next">In seconds since 1970.</param>
    public async Task<IntakeOutcome> StoreAsync(
        ICollected metric,
        IReadOnlyList<Sample> samples,
        long next,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var nextTime = DateTimeOffset.FromUnixTimeSeconds(next);
            var outcome = await _runtime.CollectAsync(metric.Metric.Id, samples, nextTime, cancellationToken);
            _faults.Succeeded();
            return IntakeOutcome.Stored(outcome);
        }
        catch (DomainException refusal)
        {
            // Deleted or failed meanwhile, or the database is away: the next round finds out, and asks again from the same place.
            Postpone([metric], now);
            _wake();
            Tell(metric.Metric.Id, refusal);
            return IntakeOutcome.Refused;
        }
    }

    /// <summary>They could not be collected: they are postponed, for longer the longer they fail.</summary>
    /// <param name="isFinal">Whether asking again does not help: then they go to ERROR after the grace period.</param>
    public async Task FailAsync(
        IReadOnlyCollection<ICollected> failed,
        string message,
        bool isFinal,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        foreach (var one in failed)
        {
            var since = one.Progress.IsFailing ? one.Progress.LastError!.Since : one.Metric.CollectorError?.Since ?? now;
            one.Progress = one.Progress.Failed(since, now, message);
        }
        Postpone(failed, now);
        if (await _grace.FailAsync(failed, message, isFinal, now, cancellationToken))
        {
            _wake();
        }
    }

    /// <summary>AWS has answered about them: earlier failures are over.</summary>
    public Task SucceedAsync(IReadOnlyCollection<ICollected> healthy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var one in healthy)
        {
            one.Progress = one.Progress.Succeeded(now);
        }
        return _grace.ForgiveAsync(healthy, cancellationToken);
    }

    /// <summary>They are left alone for a while, through no fault of theirs.</summary>
    public void Postpone(IEnumerable<ICollected> metrics, DateTimeOffset now)
    {
        foreach (var metric in metrics)
        {
            metric.Postpone(now.ToUnixTimeSeconds() + PauseOf(metric, now));
        }
    }

    /// <summary>A tenth of the time for which it has failed, so that what passes soon is over soon, and what lasts costs little.</summary>
    private long PauseOf(ICollected metric, DateTimeOffset now)
    {
        var failing = metric.Metric.CollectorError is { } error ? (now - error.Since).TotalSeconds : 0;
        return (long)Math.Clamp(failing / 10, _options.RetrySeconds, Math.Max(_options.RetrySeconds, LongestPauseSeconds));
    }

    private void Tell(MetricId metric, DomainException refusal)
    {
        if (refusal.Reason == ErrorReason.StorageUnavailable)
        {
            _faults.Failed(refusal);
        }
        else
        {
            Log.NotStored(_logger, metric, refusal.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1303, LogLevel.Warning, "What was collected of metric {Metric} is not stored yet: {Reason}")]
        public static partial void NotStored(ILogger logger, MetricId metric, string reason);
    }
}
