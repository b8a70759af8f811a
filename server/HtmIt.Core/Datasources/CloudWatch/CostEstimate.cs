namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>What it costs to collect some metrics more.</summary>
/// <param name="NewMetrics">How many are not monitored yet.</param>
/// <param name="MonthlyRequests">How often they are requested in a month of 30 days.</param>
/// <param name="MonthlyDollars">What that costs, unless a limit stretches the requests.</param>
/// <param name="MaxMonthlyDollars">The limit on the cost of all metrics; 0 for none.</param>
public readonly record struct CostEstimate(int NewMetrics, long MonthlyRequests, double MonthlyDollars, double MaxMonthlyDollars);
