using Grpc.Core;
using Grpc.Net.Client;
using HtmIt.V1;

namespace HtmIt.Benchmarks.Frozen;

/// <summary>A call of each kind that needs the database.</summary>
internal sealed class FrozenCalls(GrpcChannel channel)
{
    private const string Metric = "frozen.metric";
    private const long Start = 1_767_225_600;
    private const int StoredSamples = 500;

    private readonly MetricDataService.MetricDataServiceClient _data = new(channel);
    private readonly MetricService.MetricServiceClient _metrics = new(channel);
    private readonly ModelService.ModelServiceClient _models = new(channel);
    private readonly AnomalyService.AnomalyServiceClient _anomalies = new(channel);
    private readonly NotificationService.NotificationServiceClient _notifications = new(channel);
    private readonly AnnotationService.AnnotationServiceClient _annotations = new(channel);
    private Model _model = null!;
    private Google.Protobuf.WellKnownTypes.Duration? _period;

    /// <summary>Stores something to be asked for, while the database is well.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await SendAsync(Metric, Start, StoredSamples, cancellationToken);
        _model = await CreateModelAsync(Metric, cancellationToken);
        _period = (await _anomalies.ListRankingPeriodsAsync(new(), cancellationToken: cancellationToken)).Periods[0];
    }

    public async Task RankAsync(CancellationToken cancellationToken) =>
        await _anomalies.RankMetricsAsync(new() { EndingWithNewest = _period }, cancellationToken: cancellationToken);

    /// <summary>Begins them all.</summary>
    public IEnumerable<(string Name, Task Call)> Begin(CancellationToken cancellationToken)
    {
        var options = new CallOptions(cancellationToken: cancellationToken);
        var after = Start + StoredSamples;
        return
        [
            ("list of models", _models.ListModelsAsync(new(), options).ResponseAsync),
            ("list of metrics", _metrics.ListMetricsAsync(new(), options).ResponseAsync),
            ("history of a metric", _data.ListMetricDataAsync(new() { Metric = _model.Metric.Name }, options).ResponseAsync),
            ("watch that begins", WatchAsync(cancellationToken)),
            ("ranking that begins", RankAsync(cancellationToken)),
            ("list of notifications", _notifications.ListNotificationsAsync(new() { Device = "devices/frozen" }, options).ResponseAsync),
            ("list of annotations", _annotations.ListAnnotationsAsync(new(), options).ResponseAsync),
            ("samples", SendAsync(Metric, after, 1, cancellationToken)),
            ("samples of a new metric", SendAsync("frozen.new", after, 1, cancellationToken)),
            ("new model", CreateModelAsync("frozen.model", cancellationToken)),
            ("restart of a model", _models.RestartModelAsync(new() { Name = _model.Name }, options).ResponseAsync),
        ];
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        using var call = _data.WatchMetricData(new(), cancellationToken: cancellationToken);
        await call.ResponseStream.MoveNext(cancellationToken);
    }

    private async Task SendAsync(string metric, long start, int count, CancellationToken cancellationToken)
    {
        using var call = _data.IngestMetricData(cancellationToken: cancellationToken);
        var samples = Enumerable
            .Range(0, count)
            .Select(i => new Sample
            {
                SampleTime = new() { Seconds = start + i },
                Value = i % 10,
            });
        await call.RequestStream.WriteAsync(
            new()
            {
                Sequence = 1,
                Series =
                {
                    new SampleSeries
                    {
                        Target = new() { Key = new() { MetricName = metric } },
                        Samples = { samples },
                    },
                },
            },
            cancellationToken
        );
        await call.RequestStream.CompleteAsync();
        while (await call.ResponseStream.MoveNext(cancellationToken))
        {
            // One acknowledgement, and the end.
        }
    }

    private async Task<Model> CreateModelAsync(string metric, CancellationToken cancellationToken)
    {
        var spec = new ModelSpec
        {
            Custom = new() { Target = new() { Key = new() { MetricName = metric } } },
            ModelParams = new() { Min = 0, Max = 10 },
        };
        return (await _models.CreateModelAsync(new() { Spec = spec }, cancellationToken: cancellationToken)).Model;
    }
}
