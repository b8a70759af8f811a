using HtmIt.Core.Names;

namespace HtmIt.Core.Collecting;

/// <summary>What a shard collects of one datasource. Used by one caller at a time, but for what only tells.</summary>
public interface ISourceShard
{
    /// <summary>Metrics that it collects.</summary>
    int MetricCount { get; }

    /// <summary>Those of them that are asked for no more, because their resources are gone.</summary>
    int StoppedCount => 0;

    /// <summary>When the first of them is due, in seconds since 1970; null when there are none.</summary>
    long? DueAt { get; }

    /// <summary>A metric that it collects; null for any other. May be asked at any time.</summary>
    ICollected? Find(MetricId id);

    /// <summary>Reads the metrics anew.</summary>
    Task RefreshAsync(CancellationToken cancellationToken);

    /// <summary>How many series the metrics take: what is paid for.</summary>
    Task<SeriesCount> CountSeriesAsync(CancellationToken cancellationToken);

    /// <summary>Collects what is due now.</summary>
    Task<CollectionReport> CollectAsync(CollectionRound round, CancellationToken cancellationToken);

    /// <summary>Asks for the states of the resources that the metrics are of, while samples are collected.</summary>
    Task<CollectionReport> CollectStatesAsync(CancellationToken cancellationToken);
}
