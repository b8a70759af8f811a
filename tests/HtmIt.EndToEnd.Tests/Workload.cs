using HtmIt.Client;

namespace HtmIt.EndToEnd.Tests;

/// <summary>Samples of some metrics that are the same in every run: daily rhythm, noise, and a few jumps.</summary>
internal sealed class Workload(int metricCount, int samplesPerMetric, int seed)
{
    private const int Day = 288;

    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public int MetricCount { get; } = metricCount;

    public int SampleCount => MetricCount * samplesPerMetric;

    public static string MetricName(int metric) => $"crash.metric-{metric:00}";

    /// <summary>Two of three metrics start at once, one waits for its first day of samples.</summary>
    public async Task MonitorAsync(HtmItClient client, CancellationToken cancellationToken)
    {
        for (var metric = 0; metric < MetricCount; metric++)
        {
            var range = metric % 3 == 2 ? (double?)null : 150;
            var spec = new CustomModelSpec(MetricName(metric)) { Min = range is null ? null : 0, Max = range };
            await client.Models.CreateAsync(spec, cancellationToken);
        }
    }

    /// <summary>All samples, in the order in which they are measured.</summary>
    public IEnumerable<(string Metric, Sample Sample)> Samples()
    {
        var random = Enumerable.Range(0, MetricCount).Select(metric => new Random(seed + metric)).ToArray();
        for (var i = 0; i < samplesPerMetric; i++)
        {
            for (var metric = 0; metric < MetricCount; metric++)
            {
                var rhythm = 50 + (30 * Math.Sin(2 * Math.PI * i / Day));
                var jump = i % 700 > 680 ? 40 : 0;
                var value = Math.Round(rhythm + jump + (10 * random[metric].NextDouble()), 3);
                yield return (MetricName(metric), new Sample(Start.AddMinutes(5 * i), value));
            }
        }
    }
}
