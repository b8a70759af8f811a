using System.Globalization;
using System.Text.RegularExpressions;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>What CloudWatch can say of a period.</summary>
public static partial class CloudWatchStatistic
{
    public const string Rule = "must be Average, Sum, Minimum, Maximum, SampleCount or a percentile from p0 to p100 such as p99 or p99.9";

    public static bool IsKnown(string statistic) =>
        statistic is "Average" or "Sum" or "Minimum" or "Maximum" or "SampleCount" || Percentile().IsMatch(statistic);

    /// <summary>Whether it lies among the values that were measured.</summary>
    public static bool IsOfValues(string statistic) => statistic is not ("Sum" or "SampleCount");

    /// <summary>One spelling of each: <c>p099.0</c> is <c>p99</c>.</summary>
    /// <param name="statistic">One that is known; another stays as it is.</param>
    public static string Normal(string statistic) =>
        Percentile().IsMatch(statistic)
            ? $"p{decimal.Parse(statistic.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture).ToString("0.##########", CultureInfo.InvariantCulture)}"
            : statistic;

    [GeneratedRegex(@"^p(100(\.0{1,10})?|[0-9]{1,2}(\.[0-9]{1,10})?)\z")]
    private static partial Regex Percentile();
}
