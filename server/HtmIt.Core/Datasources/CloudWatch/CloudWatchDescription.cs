using System.Globalization;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>Says to people what a metric is.</summary>
internal static class CloudWatchDescription
{
    private const int Longest = 400;

    public static string Of(CloudWatchMetricSpec metric)
    {
        var asked = $"{metric.AskedStatistic} over {metric.AskedPeriod} s";
        if (metric.Kind is not { } type)
        {
            var of = metric.Thing.Length == 0 ? "" : $" of {metric.Thing}";
            return Fit($"{metric.Namespace} {metric.Metric}{of} in {metric.Region}, {asked}");
        }
        var known = string.Format(CultureInfo.InvariantCulture, type.Description, metric.Metric, metric.Thing, metric.Region);
        return Fit(metric.IsAsCatalogued ? known : $"{known}, {asked}");
    }

    private static string Fit(string text) => text.Length <= Longest ? text : $"{text[..(Longest - 1)]}…";
}
