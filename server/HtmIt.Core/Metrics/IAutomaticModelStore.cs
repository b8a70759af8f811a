using HtmIt.Core.Names;

namespace HtmIt.Core.Metrics;

/// <summary>What the table of metrics knows about those that are to be monitored because samples of them came. A metric is marked so when it
/// is made, and until somebody unmonitors it; so neither a restart nor a crash loses count or place in the line.</summary>
public interface IAutomaticModelStore
{
    /// <summary>How many metrics have the mark, with a model or waiting for one.</summary>
    Task<long> CountAsync(CancellationToken cancellationToken);

    /// <summary>Marked metrics that are not monitored yet, the oldest first.</summary>
    Task<IReadOnlyList<Metric>> ListWaitingAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Takes the mark off a metric that is not monitored.</summary>
    Task GiveUpAsync(MetricId id, CancellationToken cancellationToken);
}
