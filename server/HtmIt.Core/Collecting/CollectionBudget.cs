using HtmIt.Core.Aws;

namespace HtmIt.Core.Collecting;

/// <summary>What the requests of a shard cost, and how far they are stretched. The limit is for all shards and datasources together.</summary>
/// <param name="Series">Those of this shard.</param>
/// <param name="Stretch">Periods to ask for at a time.</param>
/// <param name="AskSeconds">How often each is asked for, but for the stretch.</param>
internal sealed record CollectionBudget(long Series, int Stretch, int AskSeconds)
{
    public static readonly CollectionBudget Nothing = new(Series: 0, Stretch: 1, CatalogueMetric.PeriodSeconds);

    public double MonthlyDollars => CollectionCost.MonthlyDollars(Series, AskSeconds, Stretch);

    public static CollectionBudget Of(IReadOnlyCollection<SeriesCount> sources, CollectorOptions options) =>
        new(
            sources.Sum(one => one.Here),
            CollectionCost.Stretch(sources.Sum(one => one.Everywhere), CatalogueMetric.PeriodSeconds, options.MaxMonthlyDollars),
            CollectionCost.AskSeconds(options) is > 0 and < CatalogueMetric.PeriodSeconds and var seconds
                ? seconds
                : CatalogueMetric.PeriodSeconds
        );
}
