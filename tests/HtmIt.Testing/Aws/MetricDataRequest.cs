using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace HtmIt.Testing.Aws;

/// <summary>A GetMetricData as it came over the wire.</summary>
/// <param name="Start">Inclusive, in seconds since 1970.</param>
/// <param name="End">Exclusive.</param>
/// <param name="Resources">The value of each query's first dimension, with the query's id.</param>
public sealed record MetricDataRequest(long Start, long End, IReadOnlyList<(string Id, string Resource)> Resources)
{
    internal static MetricDataRequest Of(IReadOnlyDictionary<string, StringValues> form)
    {
        var resources = new List<(string, string)>();
        for (var i = 1; form.TryGetValue($"MetricDataQueries.member.{i}.Id", out var id); i++)
        {
            resources.Add((id.ToString(), form[$"MetricDataQueries.member.{i}.MetricStat.Metric.Dimensions.member.1.Value"].ToString()));
        }
        return new(Seconds(form["StartTime"]), Seconds(form["EndTime"]), resources);
    }

    private static long Seconds(StringValues time) =>
        DateTimeOffset.Parse(time.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds();
}
