using System.Diagnostics;
using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Benchmarks.Notifications;

/// <summary>Sends rows of many metrics whose samples are of the last hour, at a steady rate.</summary>
internal sealed class StormLoad(MetricDataService.MetricDataServiceClient data, int metrics)
{
    private const int BatchSize = 100;
    private const int BatchesUnderWay = 64;

    /// <summary>Before row 1,001 nothing notifies by its likelihood.</summary>
    private const int HistoryRows = 1_000;

    private const int HistoryStep = 300;
    private const int LongestStorm = 3_000;

    /// <summary>The first sample of the storms, which are a second apart.</summary>
    private long _next = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - LongestStorm;

    public static string Name(int metric) => $"storm.metric-{metric:000}";

    public async Task PrepareAsync(ModelService.ModelServiceClient models, CancellationToken cancellationToken)
    {
        for (var i = 0; i < metrics; i++)
        {
            var spec = new ModelSpec
            {
                Custom = new() { Target = new() { Key = new() { MetricName = Name(i) } } },
                ModelParams = new() { Min = 0, Max = 100 },
            };
            await models.CreateModelAsync(new() { Spec = spec }, cancellationToken: cancellationToken);
        }
        await SendAsync(_next - (HistoryRows * HistoryStep), HistoryStep, HistoryRows, TimeSpan.Zero, cancellationToken);
    }

    /// <summary>Sends the rows evenly over the time, and ends when all are acknowledged.</summary>
    public async Task RunAsync(int rowsPerMetric, TimeSpan time, CancellationToken cancellationToken)
    {
        await SendAsync(_next, 1, rowsPerMetric, time / rowsPerMetric, cancellationToken);
        _next += rowsPerMetric;
    }

    private async Task SendAsync(long start, int step, int rows, TimeSpan pause, CancellationToken cancellationToken)
    {
        using var call = data.IngestMetricData(cancellationToken: cancellationToken);
        using var underWay = new SemaphoreSlim(BatchesUnderWay);
        var acknowledging = AcknowledgeAsync(call.ResponseStream, underWay, cancellationToken);
        var watch = Stopwatch.StartNew();
        for (var row = 0; row < rows; row++)
        {
            if (pause * row > watch.Elapsed)
            {
                await Task.Delay((pause * row) - watch.Elapsed, TimeProvider.System, cancellationToken);
            }
            foreach (var part in Enumerable.Range(0, metrics).Chunk(BatchSize))
            {
                await underWay.WaitAsync(cancellationToken);
                var time = start + ((long)row * step);
                var batch = new IngestMetricDataRequest { Series = { part.Select(metric => OneSample(metric, time)) } };
                await call.RequestStream.WriteAsync(batch, cancellationToken);
            }
        }
        await call.RequestStream.CompleteAsync();
        await acknowledging;
    }

    private static SampleSeries OneSample(int metric, long time) =>
        new()
        {
            Target = new() { Key = new() { MetricName = Name(metric) } },
            Samples =
            {
                new Sample
                {
                    SampleTime = new() { Seconds = time },
                    Value = 50 + (40 * Math.Sin((time * 0.001) + metric)),
                },
            },
        };

    private static async Task AcknowledgeAsync(
        IAsyncStreamReader<IngestMetricDataResponse> responses,
        SemaphoreSlim underWay,
        CancellationToken cancellationToken
    )
    {
        await foreach (var response in responses.ReadAllAsync(cancellationToken))
        {
            if (response.Outcomes.Any(outcome => outcome.Refusals.Count > 0 || outcome.AlreadyStoredCount > 0))
            {
                throw new InvalidOperationException($"A sample was not stored: {response}");
            }
            underWay.Release();
        }
    }
}
