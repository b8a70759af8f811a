namespace HtmIt.Core.Collecting;

/// <summary>What the requests of a shard cost, and how far they are stretched. The limit is for all shards and datasources together.</summary>
/// <param name="Stretch">Periods to ask for at a time.</param>
/// <param name="MonthlyDollars">What that costs in a month.</param>
internal sealed record CollectionBudget(int Stretch, double MonthlyDollars)
{
    public static readonly CollectionBudget Nothing = new(Stretch: 1, MonthlyDollars: 0);

    public static CollectionBudget Of(IReadOnlyCollection<SeriesCount> sources, CollectorOptions options)
    {
        var all = DollarsOf(sources.SelectMany(one => one.Everywhere), options);
        var stretch = CollectionCost.Stretch(all, options.MaxMonthlyDollars);
        return new(stretch, DollarsOf(sources.SelectMany(one => one.Here), options) / stretch);
    }

    private static double DollarsOf(IEnumerable<KeyValuePair<int, long>> series, CollectorOptions options) =>
        CollectionCost.Dollars(
            series.Sum(one => CollectionCost.MonthlyRequests(one.Value, CollectionCost.AskSeconds(options, one.Key))),
            options.DollarsPerThousandMetrics
        );
}
