namespace HtmIt.Client;

/// <summary>What it costs to collect some metrics more.</summary>
/// <param name="NewMetricCount">How many of them are not monitored yet; the rest is about those.</param>
/// <param name="MonthlyRequestedMetricCount">How often they are requested in a month of 30 days: what AWS bills.</param>
/// <param name="MonthlyDollars">What that costs, in US dollars, unless a limit stretches the requests.</param>
/// <param name="MaxMonthlyDollars">The limit on the cost of all metrics in the server's settings; null for none.</param>
public sealed record CollectionCostEstimate(
    int NewMetricCount,
    long MonthlyRequestedMetricCount,
    double MonthlyDollars,
    double? MaxMonthlyDollars
);
