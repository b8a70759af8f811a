using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace HtmIt.Testing.Aws;

/// <summary>A GetMetricData as it came over the wire.</summary>
/// <param name="Start">Inclusive, in seconds since 1970.</param>
/// <param name="End">Exclusive.</param>
/// <param name="Resources">The value of each query's first dimension, with the query's id.</param>
public sealed record MetricDataRequest(long Start, long End, IReadOnlyList<(string Id, string Resource)> Resources)
{
    /// <summary>What is asked for of each, e.g. <c>Average</c>, period in seconds, and unit, which is empty when all are asked for.</summary>
    public IReadOnlyList<(string Statistic, int Period, string Unit)> Asked { get; private init; } = [];

    /// <summary>Namespace and name of each metric, and the name of its first dimension.</summary>
    public IReadOnlyList<(string Namespace, string Metric, string Dimension)> Metrics { get; private init; } = [];

    internal static MetricDataRequest Of(IReadOnlyDictionary<string, StringValues> form)
    {
        var resources = new List<(string, string)>();
        var asked = new List<(string, int, string)>();
        var metrics = new List<(string, string, string)>();
        for (var i = 1; form.TryGetValue($"MetricDataQueries.member.{i}.Id", out var id); i++)
        {
            var stat = $"MetricDataQueries.member.{i}.MetricStat";
            asked.Add(
                (
                    form[$"{stat}.Stat"].ToString(),
                    int.Parse(form[$"{stat}.Period"].ToString(), CultureInfo.InvariantCulture),
                    form.TryGetValue($"{stat}.Unit", out var unit) ? unit.ToString() : ""
                )
            );
            metrics.Add(
                (Text($"{stat}.Metric.Namespace"), Text($"{stat}.Metric.MetricName"), Text($"{stat}.Metric.Dimensions.member.1.Name"))
            );
            resources.Add(
                (id.ToString(), form.TryGetValue($"{stat}.Metric.Dimensions.member.1.Value", out var value) ? value.ToString() : "")
            );
        }
        return new(Seconds(form["StartTime"]), Seconds(form["EndTime"]), resources) { Asked = asked, Metrics = metrics };

        string Text(string field) => form.TryGetValue(field, out var text) ? text.ToString() : "";
    }

    private static long Seconds(StringValues time) =>
        DateTimeOffset.Parse(time.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).ToUnixTimeSeconds();
}
