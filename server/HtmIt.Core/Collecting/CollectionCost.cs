namespace HtmIt.Core.Collecting;

/// <summary>What collecting costs. CloudWatch bills GetMetricData by metrics requested, whatever the number of calls or datapoints
/// (Amazon CloudWatch pricing, API requests).</summary>
public static class CollectionCost
{
    /// <summary>US dollars for a thousand metrics requested by GetMetricData.</summary>
    public const double DollarsPerThousandMetrics = 0.01;

    private const double SecondsPerMonth = 30 * 86_400;

    /// <summary>Dollars in a month of 30 days when each metric is requested once in every period.</summary>
    public static double MonthlyDollars(long metrics, int periodSeconds, int stretch = 1) =>
        metrics * (SecondsPerMonth / (periodSeconds * (double)stretch)) * DollarsPerThousandMetrics / 1_000;

    /// <summary>How often a metric is asked for, in seconds; 0 for once in a period, as always where there is a limit on the cost.</summary>
    public static int AskSeconds(CollectorOptions options) => options.MaxMonthlyDollars > 0 ? 0 : options.AskSeconds;

    /// <summary>How many periods to ask for at a time to stay below a monthly limit.</summary>
    /// <param name="maxMonthlyDollars">0 means no limit.</param>
    public static int Stretch(long metrics, int periodSeconds, double maxMonthlyDollars)
    {
        if (maxMonthlyDollars <= 0)
        {
            return 1;
        }
        var wanted = Math.Ceiling(MonthlyDollars(metrics, periodSeconds) / maxMonthlyDollars);
        return (int)Math.Clamp(wanted, 1, CollectionWindow.MostPeriods);
    }
}
