using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Names;
using HtmIt.Client;

namespace HtmIt.Cli.Demo;

/// <summary>Sends what the machine does, once a second.</summary>
internal sealed class DemoFeed(CommandContext context, HostMonitor monitor, string prefix)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private long _storedCount;

    /// <summary>How many samples the server stored.</summary>
    public long StoredCount => Interlocked.Read(ref _storedCount);

    /// <summary>Has the metrics monitored before their first sample, with ranges, so that the first one is scored.</summary>
    public async Task<IReadOnlyDictionary<string, string>> MonitorAsync(CancellationToken cancellationToken)
    {
        var metrics = monitor.IsSupported ? HostMonitor.Metrics : [];
        var models = await Task.WhenAll(metrics.Select(metric => MonitorAsync(metric, cancellationToken)));
        return models.Select(model => model.Metric).ToDictionary(metric => metric.Name, metric => metric.MetricName);
    }

    /// <summary>Measures and sends until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!monitor.IsSupported)
        {
            return;
        }

        var clock = context.Clock;
        var options = new IngestOptions
        {
            OnAcknowledged = series => Interlocked.Add(ref _storedCount, series.StoredCount),
            CloseTimeout = TimeSpan.FromSeconds(3),
        };
        await using var session = context.Client.Data.OpenIngest(options);
        using var timer = new PeriodicTimer(Interval, clock);
        monitor.Read();
        long lastSecond = 0;
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            var second = clock.GetUtcNow().ToUnixTimeSeconds();
            if (second <= lastSecond)
            {
                continue; // The clock was set back, or the timer came twice in one second: times only go up.
            }

            lastSecond = second;
            foreach (var sample in monitor.Read())
            {
                var time = DateTimeOffset.FromUnixTimeSeconds(second);
                await session.WriteAsync(prefix + sample.Metric, new Sample(time, Math.Round(sample.Value, 3)), cancellationToken);
            }
        }
    }

    private async Task<Model> MonitorAsync(HostMetric metric, CancellationToken cancellationToken)
    {
        var name = prefix + metric.Name;
        var change = new MetricChange { Unit = metric.Unit, Resource = prefix.TrimEnd('.') };
        await MetricDescription.SayAsync(context.Client, name, change, cancellationToken);
        var spec = new CustomModelSpec(name) { Min = 0, Max = metric.Max };
        return (await context.Client.Models.CreateAsync(spec, cancellationToken)).Model;
    }
}
