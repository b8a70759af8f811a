using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What collecting does in one account and region.</summary>
internal sealed class CollectionShardView(CollectionShard shard)
{
    public string Account => shard.Account;

    public string Region => shard.Region;

    public int MetricCount => shard.MetricCount;

    public int StoppedMetricCount => shard.StoppedMetricCount;

    public long CallCount => shard.CallCount;

    public long RequestedMetricCount => shard.RequestedMetricCount;

    public long StoredSampleCount => shard.StoredSampleCount;

    public long EmptyCount => shard.EmptyCount;

    public long ErrorCount => shard.ErrorCount;

    public long ThrottledCallCount => shard.ThrottledCallCount;

    public long LateSampleCount => shard.LateSampleCount;

    public long RevisedSampleCount => shard.RevisedSampleCount;

    public double EstimatedMonthlyDollars => shard.EstimatedMonthlyDollars;

    public int PeriodsPerRequest => shard.PeriodsPerRequest;

    /// <summary>Null while the clocks agree.</summary>
    public double? ClockAheadSeconds => shard.ClockAhead == TimeSpan.Zero ? null : shard.ClockAhead.TotalSeconds;

    public IReadOnlyDictionary<string, double> PublicationDelaySeconds =>
        shard.PublicationDelays.ToDictionary(delay => delay.Key, delay => delay.Value.TotalSeconds);
}
