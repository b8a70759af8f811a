using HtmIt.Core.Aws;

namespace HtmIt.Core.Collecting;

/// <summary>What the requests of a shard cost, and how far they are stretched. The limit is for all shards and datasources together.</summary>
/// <param name="Series">Those of this shard.</param>
/// <param name="Stretch">Periods to ask for at a time.</param>
internal sealed record CollectionBudget(long Series, int Stretch)
{
    public static readonly CollectionBudget Nothing = new(Series: 0, Stretch: 1);

    public double MonthlyDollars => CollectionCost.MonthlyDollars(Series, CatalogueMetric.PeriodSeconds, Stretch);

    public static CollectionBudget Of(IReadOnlyCollection<SeriesCount> sources, double maxMonthlyDollars) =>
        new(
            sources.Sum(one => one.Here),
            CollectionCost.Stretch(sources.Sum(one => one.Everywhere), CatalogueMetric.PeriodSeconds, maxMonthlyDollars)
        );
}
