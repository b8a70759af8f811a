using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Actors;

/// <summary>The actors, one per metric, each the only writer of its metric's log and the owner of its model.</summary>
public interface IModelRuntime
{
    /// <summary>Stores samples, in order of time, and scores them when there is a model; returns when they are durable.</summary>
    /// <exception cref="Errors.DomainException">MetricNotFound, StorageUnavailable.</exception>
    Task<AppendOutcome> AppendAsync(MetricId id, IReadOnlyList<Sample> samples, CancellationToken cancellationToken);

    /// <summary>Stores collected samples, of which there may be none, and where the next collection begins, together.</summary>
    /// <exception cref="Errors.DomainException">MetricNotFound, MetricInError, StorageUnavailable.</exception>
    Task<AppendOutcome> CollectAsync(
        MetricId id,
        IReadOnlyList<Sample> samples,
        DateTimeOffset nextCollectTime,
        CancellationToken cancellationToken
    );

    /// <summary>Makes the metric fail; its samples are refused until the model is restarted or deleted.</summary>
    Task FailAsync(MetricId id, string message, CancellationToken cancellationToken);

    /// <summary>Monitors the metric; false when it was monitored already, and then nothing was changed.</summary>
    Task<bool> StartAsync(MetricId id, ModelSpec spec, CancellationToken cancellationToken);

    /// <summary>Unmonitors the metric: its model and scores are gone when this returns.</summary>
    Task StopAsync(MetricId id, CancellationToken cancellationToken);

    /// <summary>Begins to monitor the metric again, as before or with another spec of the same metric.</summary>
    /// <param name="generation">Which generation is to be restarted; null for whatever it is.</param>
    /// <exception cref="Errors.DomainException">MetricNotMonitored, MetricChanged, StorageUnavailable.</exception>
    Task RestartAsync(MetricId id, ModelSpec? spec, int? generation, CancellationToken cancellationToken);

    /// <summary>Deletes the metric with all that belongs to it.</summary>
    Task DeleteAsync(MetricId id, CancellationToken cancellationToken);

    /// <summary>Saves the metric's model, if it has one, so that its next start needs no rows.</summary>
    Task SaveAsync(MetricId id, CancellationToken cancellationToken);

    /// <summary>Makes the actor look at its state and finish what was left undone.</summary>
    Task WakeAsync(MetricId id, CancellationToken cancellationToken);
}
