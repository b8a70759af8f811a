using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Testing.Client;

/// <summary>Takes samples as the contract says: strictly increasing time per metric, what is stored already is refused as such.</summary>
public sealed class FakeStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<V1.Sample>> _rows = [];

    /// <summary>Every batch received, over all streams, in order of arrival.</summary>
    public List<IngestMetricDataRequest> Batches { get; } = [];

    /// <summary>Called before a batch is stored; throws to break the stream.</summary>
    public Func<IngestMetricDataRequest, Task> BeforeStoring { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called before a batch is acknowledged; throws to break the stream.</summary>
    public Func<IngestMetricDataRequest, Task> BeforeAcknowledging { get; set; } = _ => Task.CompletedTask;

    public IReadOnlyList<V1.Sample> this[string metricName]
    {
        get
        {
            lock (_lock)
            {
                return [.. _rows.GetValueOrDefault(metricName) ?? []];
            }
        }
    }

    public async Task ServeAsync(
        IAsyncStreamReader<IngestMetricDataRequest> requests,
        IServerStreamWriter<IngestMetricDataResponse> responses,
        ServerCallContext context
    )
    {
        await foreach (var request in requests.ReadAllAsync(context.CancellationToken))
        {
            await BeforeStoring(request);
            var response = Store(request);
            await BeforeAcknowledging(request);
            await responses.WriteAsync(response, context.CancellationToken);
        }
    }

    private IngestMetricDataResponse Store(IngestMetricDataRequest request)
    {
        lock (_lock)
        {
            Batches.Add(request);
            return new IngestMetricDataResponse { Sequence = request.Sequence, Outcomes = { request.Series.Select(Store) } };
        }
    }

    private SeriesOutcome Store(SampleSeries series)
    {
        if (!_rows.TryGetValue(series.Target.Key.MetricName, out var rows))
        {
            _rows.Add(series.Target.Key.MetricName, rows = []);
        }

        var outcome = new SeriesOutcome { Metric = $"metrics/{series.Target.Key.MetricName}" };
        for (var i = 0; i < series.Samples.Count; i++)
        {
            var sample = series.Samples[i];
            if (rows.Count > 0 && sample.SampleTime <= rows[^1].SampleTime)
            {
                outcome.RefusedSamples.Add(Refuse(rows, sample, i));
                continue;
            }

            rows.Add(sample);
            outcome.LastRowId = rows.Count;
            outcome.FirstRowId = outcome.FirstRowId == 0 ? rows.Count : outcome.FirstRowId;
        }

        return outcome;
    }

    private static V1.RefusedSample Refuse(List<V1.Sample> rows, V1.Sample sample, int index)
    {
        var row = rows.FindIndex(stored => stored.Equals(sample));
        return new V1.RefusedSample
        {
            Index = index,
            Reason = row >= 0 ? ErrorReason.SampleAlreadyStored : ErrorReason.SampleTimeNotIncreasing,
            Field = "sample_time",
            Message = "not after the newest stored one",
            RowId = row + 1,
        };
    }
}
