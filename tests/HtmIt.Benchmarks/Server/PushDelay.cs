using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using HtmIt.V1;

namespace HtmIt.Benchmarks.Server;

/// <summary>Time from writing a sample into the ingest stream to reading its score from a watch, one sample at a time.</summary>
internal static class PushDelay
{
    private const int WarmUp = 500;
    private const int Measured = 2_000;
    private const long Start = 1_767_225_600;
    private const string Metric = "bench.delay";

    /// <summary>Milliseconds, ascending.</summary>
    public static async Task<double[]> MeasureAsync(Uri address, CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress(address);
        var spec = new ModelSpec
        {
            Custom = new() { Target = new() { Key = new() { MetricName = Metric } } },
            ModelParams = new() { Min = 0, Max = 100 },
        };
        var models = new ModelService.ModelServiceClient(channel);
        var model = await models.CreateModelAsync(new() { Spec = spec }, cancellationToken: cancellationToken);
        var data = new MetricDataService.MetricDataServiceClient(channel);
        using var watch = data.WatchMetricData(new() { Metrics = { model.Model.Metric.Name } }, cancellationToken: cancellationToken);
        using var ingest = data.IngestMetricData(cancellationToken: cancellationToken);
        await ReadUntilAsync(watch.ResponseStream, step => step.CaughtUp is not null, cancellationToken);

        var delays = new double[Measured];
        for (var i = 0; i < WarmUp + Measured; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await ingest.RequestStream.WriteAsync(Batch(i), cancellationToken);
            await ReadUntilAsync(
                watch.ResponseStream,
                step => step.Batch?.MetricRows.SelectMany(metric => metric.Rows).Any(row => row.RowId == i + 1) == true,
                cancellationToken
            );
            if (i >= WarmUp)
            {
                delays[i - WarmUp] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
            await ingest.ResponseStream.MoveNext(cancellationToken);
        }
        Array.Sort(delays);
        return delays;
    }

    private static IngestMetricDataRequest Batch(int i)
    {
        var sample = new Sample
        {
            SampleTime = new() { Seconds = Start + i },
            Value = 50 + (10 * Math.Sin(i / 9.0)),
        };
        return new()
        {
            Series =
            {
                new SampleSeries
                {
                    Target = new() { Key = new() { MetricName = Metric } },
                    Samples = { sample },
                },
            },
        };
    }

    private static async Task ReadUntilAsync(
        IAsyncStreamReader<WatchMetricDataResponse> steps,
        Predicate<WatchMetricDataResponse> found,
        CancellationToken cancellationToken
    )
    {
        while (await steps.MoveNext(cancellationToken))
        {
            if (found(steps.Current))
            {
                return;
            }
        }
        throw new InvalidOperationException("The watch ended.");
    }
}
