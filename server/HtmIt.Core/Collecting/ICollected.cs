using HtmIt.Core.Metrics;

namespace HtmIt.Core.Collecting;

/// <summary>A metric that is collected.</summary>
public interface ICollected
{
    Metric Metric { get; }

    /// <summary>It could not be collected: not before the seconds have passed.</summary>
    void Postpone(long now, int retrySeconds);

    /// <summary>Takes over what has been noted about it.</summary>
    void Note(CollectorError? error);
}
