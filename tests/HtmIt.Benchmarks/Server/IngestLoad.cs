using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using HtmIt.Benchmarks.Fleet;
using HtmIt.V1;

namespace HtmIt.Benchmarks.Server;

/// <summary>Sends samples of many metrics over a few streams, as fast as they are acknowledged. The metrics are those of a mixed fleet, all
/// with a sample every 300 s.</summary>
internal sealed class IngestLoad
{
    private const int Streams = 4;

    /// <summary>Samples that may be under way on a stream, as in a session of the .NET client with its default settings: 16 batches of 500.</summary>
    private const int SamplesUnderWay = 8_000;

    /// <summary>Batches that may be under way on a stream. The server holds back a sender of more than 1,024.</summary>
    private const int MostBatchesUnderWay = 1_000;

    private const int Spacing = 300;
    private const long Start = 1_767_225_600;

    /// <summary>Rows of a metric that are sent together while it is prepared, if it gets so many.</summary>
    private const int PreparedAtOnce = 100;

    private MetricDataService.MetricDataServiceClient _data;
    private readonly FleetSeries[] _series;
    private readonly string _prefix;
    private long _time = Start;

    private IngestLoad(MetricDataService.MetricDataServiceClient data, int metrics, string prefix)
    {
        (_data, _prefix) = (data, prefix);
        _series = FleetSeries.Make(metrics, FleetKinds.In(FleetKinds.Mixed, recorded: false), []);
    }

    /// <summary>Monitors the metrics and sends each its first rows, so that code and models are warm.</summary>
    public static async Task<IngestLoad> PrepareAsync(Uri address, int metrics, CancellationToken cancellationToken, int rows = 100)
    {
        var channel = GrpcChannel.ForAddress(address);
        var load = new IngestLoad(new(channel), metrics, "bench.metric");
        var models = new ModelService.ModelServiceClient(channel);
        var calls = new ParallelOptions { MaxDegreeOfParallelism = Streams, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            Enumerable.Range(0, metrics),
            calls,
            async (i, cancel) =>
            {
                var spec = new ModelSpec
                {
                    Custom = new() { Target = new() { Key = new() { MetricName = load.Name(i) } } },
                    ModelParams = new() { Min = 0, Max = 100 },
                };
                await models.CreateModelAsync(new() { Spec = spec }, cancellationToken: cancel);
            }
        );
        await load.FillAsync(rows, cancellationToken);
        return load;
    }

    /// <summary>Makes as many metrics without models, and sends each its first rows.</summary>
    public static async Task<IngestLoad> PrepareUnmonitoredAsync(Uri address, int metrics, CancellationToken cancellationToken)
    {
        var load = new IngestLoad(new(GrpcChannel.ForAddress(address)), metrics, "bench.unmonitored");
        await load.FillAsync(10, cancellationToken);
        return load;
    }

    /// <summary>Goes on at another server on the same database.</summary>
    public IngestLoad MoveTo(Uri address)
    {
        _data = new(GrpcChannel.ForAddress(address));
        return this;
    }

    /// <summary>How many samples <see cref="RunAsync"/> sends: as many of each metric, in whole turns.</summary>
    public int Count(int samples, int atOnce) => Rounds(samples, atOnce) * atOnce * _series.Length;

    /// <summary>Seconds until all samples are acknowledged: durable and scored.</summary>
    /// <param name="batchSize">Samples in a batch.</param>
    /// <param name="samples">About how many are sent.</param>
    /// <param name="atOnce">How many of them are of one metric.</param>
    public async Task<double> RunAsync(int batchSize, int samples, CancellationToken cancellationToken, int atOnce = 1)
    {
        var watch = Stopwatch.StartNew();
        var rounds = Rounds(samples, atOnce);
        await Task.WhenAll(Enumerable.Range(0, Streams).Select(stream => SendAsync(stream, batchSize, atOnce, rounds, cancellationToken)));
        _time += (long)Spacing * rounds * atOnce;
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Writes in batches of ten for that long: tiered compilation needs calls and time before it is done.</summary>
    public async Task WarmUpAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < time)
        {
            await RunAsync(10, _series.Length * 4, cancellationToken);
        }
    }

    private async Task FillAsync(int rows, CancellationToken cancellationToken)
    {
        var atOnce = Math.Min(rows, PreparedAtOnce);
        await RunAsync(10 * atOnce, rows / atOnce * atOnce * _series.Length, cancellationToken, atOnce);
    }

    private int Rounds(int samples, int atOnce) => Math.Max(1, samples / _series.Length / atOnce);

    private string Name(int metric) => $"{_prefix}-{metric:00000}";

    /// <summary>Every stream has metrics of its own; a batch holds as many of them as it has room for.</summary>
    private async Task SendAsync(int stream, int batchSize, int atOnce, int rounds, CancellationToken cancellationToken)
    {
        using var call = _data.IngestMetricData(cancellationToken: cancellationToken);
        using var underWay = new SemaphoreSlim(Math.Clamp(SamplesUnderWay / batchSize, 1, MostBatchesUnderWay));
        // Ends the sending, which waits for acknowledgements, when there are no more.
        using var failing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var acknowledging = AcknowledgeAsync(call.ResponseStream, underWay, failing);
        var metrics = Enumerable.Range(0, _series.Length).Where(metric => metric % Streams == stream).ToArray();
        try
        {
            for (var round = 0; round < rounds; round++)
            {
                var time = _time + ((long)Spacing * round * atOnce);
                foreach (var part in metrics.Chunk(batchSize / atOnce))
                {
                    await underWay.WaitAsync(failing.Token);
                    var batch = new IngestMetricDataRequest { Series = { part.Select(metric => Samples(metric, time, atOnce)) } };
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

    private SampleSeries Samples(int metric, long time, int count) =>
        new()
        {
            Target = new() { Key = new() { MetricName = Name(metric) } },
            Samples =
            {
                Enumerable
                    .Range(0, count)
                    .Select(i => new Sample
                    {
                        SampleTime = new() { Seconds = time + ((long)Spacing * i) },
                        Value = _series[metric].Next().Value,
                    }),
            },
        };

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
