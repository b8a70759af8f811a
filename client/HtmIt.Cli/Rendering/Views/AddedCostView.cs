namespace HtmIt.Cli.Rendering.Views;

/// <summary>What metrics that were monitored newly add to the cost of collecting.</summary>
/// <param name="NewMetricCount">How many they are.</param>
/// <param name="QueriesPerMonth">How often they are requested in a month of 30 days.</param>
/// <param name="DollarsPerMonth">What that costs.</param>
/// <param name="DollarsPerMonthBefore">What all metrics cost without them.</param>
/// <param name="DollarsPerMonthAfter">What they cost now.</param>
internal sealed record AddedCostView(
    int NewMetricCount,
    long QueriesPerMonth,
    double DollarsPerMonth,
    double DollarsPerMonthBefore,
    double DollarsPerMonthAfter
);
