using System.Globalization;
using HtmIt.Aws.Clients;
using HtmIt.Aws.Query;
using HtmIt.Core.Aws;

namespace HtmIt.Aws.CloudWatch;

/// <summary>Writes the forms of requests for data.</summary>
internal static class MetricDataForm
{
    private const string IdPrefix = "q";

    public static QueryForm Write(IReadOnlyList<MetricQuery> queries, DateTimeOffset start, DateTimeOffset end, string? page)
    {
        var form = new QueryForm(AwsAction.GetMetricData)
            .With("StartTime", start)
            .With("EndTime", end)
            .With("ScanBy", "TimestampAscending")
            .WithIfAny("NextToken", page);
        for (var i = 0; i < queries.Count; i++)
        {
            var member = string.Create(CultureInfo.InvariantCulture, $"MetricDataQueries.member.{i + 1}");
            form.With($"{member}.Id", Id(i)).With($"{member}.ReturnData", "true");
            Add(form, queries[i], $"{member}.MetricStat.Metric.");
            form.With($"{member}.MetricStat.Period", queries[i].PeriodSeconds)
                .With($"{member}.MetricStat.Stat", queries[i].Statistic)
                .WithIfAny($"{member}.MetricStat.Unit", queries[i].Unit);
        }
        return form;
    }

    public static QueryForm WriteStatistics(MetricQuery query, DateTimeOffset start, DateTimeOffset end)
    {
        var form = new QueryForm(AwsAction.GetMetricStatistics)
            .With("StartTime", start)
            .With("EndTime", end)
            .With("Period", query.PeriodSeconds);
        Add(form, query, "");
        return form.WithList("Statistics", [query.Statistic]);
    }

    /// <summary>The place of a query, from the id that its answer has; -1 for an id that is none of ours.</summary>
    public static int PlaceOf(string id) =>
        id.StartsWith(IdPrefix, StringComparison.Ordinal)
        && int.TryParse(id.AsSpan(IdPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var place)
            ? place
            : -1;

    private static string Id(int place) => string.Create(CultureInfo.InvariantCulture, $"{IdPrefix}{place}");

    private static void Add(QueryForm form, MetricQuery query, string prefix)
    {
        form.With($"{prefix}Namespace", query.Namespace).With($"{prefix}MetricName", query.MetricName);
        var number = 0;
        foreach (var (name, value) in query.Dimensions)
        {
            var member = string.Create(CultureInfo.InvariantCulture, $"{prefix}Dimensions.member.{++number}");
            form.With($"{member}.Name", name).With($"{member}.Value", value);
        }
    }
}
