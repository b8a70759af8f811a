using HtmIt.Client;

namespace HtmIt.Cli.Rendering.Views;

/// <summary>What collecting does and costs.</summary>
internal sealed class CollectionStatisticsView(CollectionStatistics statistics)
{
    public IEnumerable<CollectionShardView> Shards => statistics.Shards.Select(shard => new CollectionShardView(shard));

    public double EstimatedMonthlyDollars => statistics.EstimatedMonthlyDollars;
}
