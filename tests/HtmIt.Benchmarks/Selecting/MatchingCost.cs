using System.Diagnostics;
using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Benchmarks.Selecting;

/// <summary>What it costs to ask a matcher about a metric, as a watch does for each foreign row.</summary>
internal static class MatchingCost
{
    private const int Metrics = 1_000;
    private const int Passes = 2_000;

    private static readonly Metric[] Some =
    [
        .. Enumerable
            .Range(0, Metrics)
            .Select(i => new Metric
            {
                Id = MetricId.New(),
                Number = i,
                Datasource = CustomDatasource.Instance,
                Name = $"bench.{i % 20}",
                Labels = MetricLabels.Of([
                    new("host", $"web-{i}"),
                    new("env", "prod"),
                    new("rack", $"rack-{i % 100}"),
                    new("zone", "even"),
                    new("team", $"team-{i % 7}"),
                ]),
                Description = "",
                Resource = $"web-{i}",
            }),
    ];

    /// <summary>Nanoseconds for each metric; the better of two runs, because the first one warms up.</summary>
    public static double Nanoseconds(MetricSelector selector)
    {
        var matcher = new MetricMatcher(selector);
        return Math.Min(Once(matcher), Once(matcher));
    }

    private static double Once(MetricMatcher matcher)
    {
        var found = 0;
        var start = Stopwatch.GetTimestamp();
        for (var pass = 0; pass < Passes; pass++)
        {
            foreach (var metric in Some)
            {
                found += matcher.Matches(metric) ? 1 : 0;
            }
        }
        var taken = Stopwatch.GetElapsedTime(start);
        GC.KeepAlive(found);
        return taken.TotalNanoseconds / Passes / Metrics;
    }
}
