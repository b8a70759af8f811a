using HtmIt.Core.Errors;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>What a CloudWatch metric must be: AWS's own limits, so that whatever AWS lists can be monitored.</summary>
internal static class CloudWatchMetricRules
{
    /// <summary>Of the value of a dimension, which is what resources are called by.</summary>
    public const int LongestValue = 1_024;

    /// <summary>Of a namespace, of the name of a metric and of that of a dimension.</summary>
    private const int LongestName = 255;

    private const int MostDimensions = 30;
    private const int ShortestPeriod = 10;
    private const int LongestPeriod = 3_600;
    private const int Minute = 60;
    private const string PeriodRule = "must be 10 s, 30 s, or whole minutes that divide an hour";

    /// <summary>As CloudWatch's <c>StandardUnit</c> has them.</summary>
    private static readonly HashSet<string> Units = Read();

    public static void Check(CloudWatchMetricSpec spec, FieldPath at, ICollection<FieldViolation> violations)
    {
        Given(at["region"], spec.Region, LongestName);
        Given(at["namespace"], spec.Namespace, LongestName);
        Given(at["metric_name"], spec.Metric, LongestName);
        if (spec.Dimensions.Count > MostDimensions)
        {
            violations.Add(at["dimensions"].Violation(spec.Dimensions.Count, $"must hold at most {MostDimensions}"));
        }
        foreach (var (name, value) in spec.Dimensions)
        {
            Given(at["dimensions"], name, LongestName);
            Given(at["dimensions"].Entry(name), value, LongestValue);
        }
        if (spec.Statistic.Length > 0 && !CloudWatchStatistic.IsKnown(spec.Statistic))
        {
            violations.Add(at["statistic"].Violation(spec.Statistic, CloudWatchStatistic.Rule));
        }
        if (spec.PeriodSeconds is { } period && !IsPeriod(period))
        {
            violations.Add(at["period"].Violation($"{period} s", PeriodRule));
        }
        if (spec.AwsUnit.Length > 0 && !Units.Contains(spec.AwsUnit))
        {
            violations.Add(at["aws_unit"].Violation(spec.AwsUnit, "must be a unit that CloudWatch has, such as Percent or Bytes/Second"));
        }

        void Given(FieldPath field, string text, int longest)
        {
            if (text.Length == 0 || text.Length > longest || text.Any(char.IsControl))
            {
                violations.Add(field.Violation(text, $"must be 1 to {longest} characters without control characters"));
            }
        }
    }

    private static bool IsPeriod(double seconds) =>
        seconds is ShortestPeriod or 30
        || (seconds is >= Minute and <= LongestPeriod && seconds % Minute == 0 && LongestPeriod % seconds == 0);

    private static HashSet<string> Read()
    {
        string[] sizes = ["Bytes", "Bits"];
        string[] scales = ["", "Kilo", "Mega", "Giga", "Tera"];
        string[] amounts =
        [
            .. sizes.SelectMany(size => scales.Select(scale => scale.Length == 0 ? size : scale + size.ToLowerInvariant())),
            "Count",
        ];
        return [.. amounts, .. amounts.Select(amount => $"{amount}/Second"), "Seconds", "Microseconds", "Milliseconds", "Percent", "None"];
    }
}
