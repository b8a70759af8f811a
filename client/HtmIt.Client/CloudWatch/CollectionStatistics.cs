namespace HtmIt.Client;

/// <summary>What collecting from CloudWatch does and costs.</summary>
/// <param name="Shards">One for each account and region with monitored metrics, ordered by those.</param>
/// <param name="EstimatedMonthlyDollars">Sum of their monthly costs, in US dollars.</param>
public sealed record CollectionStatistics(IReadOnlyList<CollectionShard> Shards, double EstimatedMonthlyDollars);
