using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using HtmIt.V1;

namespace HtmIt.Benchmarks.Server;

/// <summary>Sends samples of many metrics over a few streams, as fast as they are acknowledged.</summary>
internal sealed class IngestLoad
{
    private const int Streams = 4;
    private const int BatchesUnderWay = 64;
    private const long Start = 1_767_225_600;

    private readonly MetricDataService.MetricDataServiceClient _data;
    private readonly int _metrics;
    private long _time = Start;

    private IngestLoad(MetricDataService.MetricDataServiceClient data, int metrics) => (_data, _metrics) = (data, metrics);

    /// <summary>Monitors the metrics and sends each its first 100 samples, so that code and models are warm.</summary>
    public static async Task<IngestLoad> PrepareAsync(Uri address, int metrics, CancellationToken cancellationToken)
    {
        var channel = GrpcChannel.ForAddress(address);
        var models = new ModelService.ModelServiceClient(channel);
        var calls = new ParallelOptions { MaxDegreeOfParallelism = Streams, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, metrics),
            calls,
            async (i, cancel) =>
            {
                var spec = new ModelSpec
                {
                    Custom = new() { Target = new() { Key = new() { MetricName = Name(i) } } },
                    ModelParams = new() { Min = 0, Max = 100 },
                };
                await models.CreateModelAsync(new() { Spec = spec }, cancellationToken: cancel);
            }
        );
        var load = new IngestLoad(new(channel), metrics);
        await load.RunAsync(100, metrics * 100, cancellationToken);
        return load;
    }

    /// <summary>Seconds until all samples are acknowledged: durable and scored.</summary>
    public async Task<double> RunAsync(int batchSize, int samples, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        var rounds = samples / _metrics;
        await Task.WhenAll(Enumerable.Range(0, Streams).Select(stream => SendAsync(stream, batchSize, rounds, cancellationToken)));
        _time += 300L * rounds;
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Writes in batches of ten for that long: tiered compilation needs calls and time before it is done.</summary>
    public async Task WarmUpAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < time)
        {
            await RunAsync(10, _metrics * 20, cancellationToken);
        }
    }

    private static string Name(int metric) => $"bench.metric-{metric:00000}";

    /// <summary>Every stream has metrics of its own; a batch holds samples of as many of them as it has room for.</summary>
    private async Task SendAsync(int stream, int batchSize, int rounds, CancellationToken cancellationToken)
    {
        using var call = _data.IngestMetricData(cancellationToken: cancellationToken);
        using var underWay = new SemaphoreSlim(BatchesUnderWay);
        // Ends the sending, which waits for acknowledgements, when there are no more.
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var acknowledging = AcknowledgeAsync(call.ResponseStream, underWay, failing);
        var metrics = Enumerable.Range(0, _metrics).Where(metric => metric % Streams == stream).ToArray();
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                var time = _time + (300L * round);
                foreach (var part in metrics.Chunk(batchSize))
                {
                    await underWay.WaitAsync(failing.Token);
                    var batch = new IngestMetricDataRequest { Series = { part.Select(metric => OneSample(metric, time)) } };
                    await call.RequestStream.WriteAsync(batch, failing.Token);
                }
            }
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception) when (failing.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The other side says why.
        }
        await acknowledging;
    }

    private static SampleSeries OneSample(int metric, long time)
    {
        var value = 50 + (30 * Math.Sin(2 * Math.PI * ((time / 86_400.0) + (metric / 10.0)))) + ((time / 300) * 7919 % 100 * 0.1);
        return new()
        {
            Target = new() { Key = new() { MetricName = Name(metric) } },
            Samples =
            {
                new Sample
                {
                    SampleTime = new() { Seconds = time },
                    Value = value,
                },
            },
        };
    }

    private static async Task AcknowledgeAsync(
        IAsyncStreamReader<IngestMetricDataResponse> responses,
        SemaphoreSlim underWay,
        CancellationTokenSource failing
    )
    {
        try
        {
            await foreach (var response in responses.ReadAllAsync(failing.Token))
            {
                if (response.Outcomes.Any(outcome => outcome.Refusals.Count > 0 || outcome.AlreadyStoredCount > 0))
                {
                    throw new InvalidOperationException($"A sample was not stored: {response}");
                }
                underWay.Release();
            }
        }
        catch
        {
            await failing.CancelAsync();
            throw;
        }
    }
}
