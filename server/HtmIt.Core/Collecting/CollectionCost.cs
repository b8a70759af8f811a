namespace HtmIt.Core.Collecting;

/// <summary>What collecting costs. CloudWatch bills GetMetricData by metrics requested, whatever the number of calls or datapoints
/// (Amazon CloudWatch pricing, API requests).</summary>
public static class CollectionCost
{
    /// <summary>US dollars for a thousand metrics requested by GetMetricData, as Amazon's price list has them.</summary>
    public const double ListPrice = 0.01;

    private const double SecondsPerMonth = 30 * 86_400;

    /// <summary>Metrics requested in a month of 30 days when each is requested once in every period.</summary>
    public static double MonthlyRequests(long metrics, int periodSeconds, int stretch = 1) =>
        metrics * (SecondsPerMonth / (periodSeconds * (double)stretch));

    /// <summary>What they cost, in dollars.</summary>
    /// <param name="price">Dollars for a thousand.</param>
    public static double Dollars(double requests, double price = ListPrice) => requests * price / 1_000;

    /// <summary>Dollars in a month of 30 days when each metric is requested once in every period.</summary>
    public static double MonthlyDollars(long metrics, int periodSeconds, int stretch = 1) =>
        Dollars(MonthlyRequests(metrics, periodSeconds, stretch));

    /// <summary>How often a metric is asked for, in seconds; 0 for once in a period, as always where there is a limit on the cost.</summary>
    public static int AskSeconds(CollectorOptions options) => options.MaxMonthlyDollars > 0 ? 0 : options.AskSeconds;

    /// <summary>How often a metric of a period is asked for, in seconds.</summary>
    public static int AskSeconds(CollectorOptions options, int periodSeconds) =>
        AskSeconds(options) is > 0 and var seconds && seconds < periodSeconds ? seconds : periodSeconds;

    /// <summary>How many periods to ask for at a time to stay below a monthly limit.</summary>
    /// <param name="monthlyDollars">What it costs to ask for each by itself.</param>
    /// <param name="maxMonthlyDollars">0 means no limit.</param>
    public static int Stretch(double monthlyDollars, double maxMonthlyDollars) =>
        maxMonthlyDollars <= 0 ? 1 : (int)Math.Clamp(Math.Ceiling(monthlyDollars / maxMonthlyDollars), 1, CollectionWindow.MostPeriods);
}
