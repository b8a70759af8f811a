using HtmIt.Cli.CommandLine;
using HtmIt.Cli.Names;
using HtmIt.Client;
using HtmIt.Client.Errors;

namespace HtmIt.Cli.Demo;

/// <summary>Loads the generated history once. A run that was interrupted is completed by the next one, with the same samples.</summary>
internal sealed class DemoHistory(CommandContext context)
{
    private long _storedCount;

    /// <summary>How many samples this run stored.</summary>
    public long StoredCount => Interlocked.Read(ref _storedCount);

    /// <summary>Start of the history, once it is known.</summary>
    public DateTimeOffset Start { get; private set; }

    /// <summary>Loads what is missing and has it monitored. Answers the metrics' own names by resource name.</summary>
    public async Task<IReadOnlyDictionary<string, string>> LoadAsync(CancellationToken cancellationToken)
    {
        Start = await FindStartAsync(cancellationToken);
        var names = new Dictionary<string, string>();
        await using var session = context.Client.Data.OpenIngest(
            new IngestOptions { OnAcknowledged = series => Interlocked.Add(ref _storedCount, series.StoredCount) }
        );
        foreach (var metric in GeneratedHistory.Metrics)
        {
            if ((await FindAsync(metric.Name, cancellationToken))?.LastRowId >= GeneratedHistory.SampleCount)
            {
                continue;
            }

            foreach (var sample in GeneratedHistory.Samples(metric, Start))
            {
                await session.WriteAsync(metric.Name, sample, cancellationToken);
            }
        }

        await session.FlushAsync(cancellationToken);
        foreach (var metric in GeneratedHistory.Metrics)
        {
            await MetricDescription.SayAsync(context.Client, metric.Name, new MetricChange { Resource = "demo" }, cancellationToken);
            var result = await context.Client.Models.CreateAsync(new CustomModelSpec(metric.Name), cancellationToken);
            names.Add(result.Model.Metric.Name, metric.Name);
        }

        return names;
    }

    /// <summary>The start of the history that is stored, or of one that ends today.</summary>
    private async Task<DateTimeOffset> FindStartAsync(CancellationToken cancellationToken)
    {
        foreach (var metric in GeneratedHistory.Metrics)
        {
            if (await FindAsync(metric.Name, cancellationToken) is { LastRowId: > 0 } stored)
            {
                var options = new ListMetricDataOptions
                {
                    FirstRowId = 1,
                    LastRowId = 1,
                    IncludeUnscored = true,
                };
                return (await context.Client.Metrics[stored].ListDataAsync(options, cancellationToken).FirstAsync(cancellationToken)).Time;
            }
        }

        return GeneratedHistory.StartBefore(context.Clock.GetUtcNow());
    }

    private async Task<Metric?> FindAsync(string metricName, CancellationToken cancellationToken)
    {
        try
        {
            return await context.Client.Metrics[metricName].GetAsync(cancellationToken);
        }
        catch (MetricNotFoundException)
        {
            return null;
        }
    }
}
