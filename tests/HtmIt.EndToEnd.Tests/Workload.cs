using HtmIt.Client;

namespace HtmIt.EndToEnd.Tests;

/// <summary>Samples of some metrics that are the same in every run: daily rhythm, noise, and a few jumps, each of another height and of another
/// metric, so that hardly ever no incident goes on.</summary>
internal sealed class Workload(int metricCount, int samplesPerMetric, int seed)
{
    private const int Day = 288;

    /// <summary>Samples from one jump of a metric to its next, and how many a jump lasts.</summary>
    private const int JumpPeriod = 240;
    private const int JumpLength = 20;

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
                var value = Math.Round(rhythm + Jump(metric, i) + (10 * random[metric].NextDouble()), 3);
                yield return (MetricName(metric), new Sample(Start.AddMinutes(5 * i), value));
            }
        }
    }

    /// <summary>Metric after metric, and each time higher: what was there before is no news.</summary>
    private double Jump(int metric, int i)
    {
        var since = i + (metric * JumpPeriod / MetricCount);
        return since % JumpPeriod >= JumpPeriod - JumpLength ? 40 * Math.Pow(3, since / JumpPeriod) : 0;
    }
}
