using Grpc.Core;
using HtmIt.V1;

namespace HtmIt.Testing.Client;

/// <summary>Takes samples as the contract says: strictly increasing time per metric, what is stored already is counted.</summary>
public sealed class FakeStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<V1.Sample>> _rows = [];

    /// <summary>Every batch received, over all streams, in order of arrival.</summary>
    public List<IngestMetricDataRequest> Batches { get; } = [];

    /// <summary>Called before a batch is stored; throws to break the stream.</summary>
    public Func<IngestMetricDataRequest, Task> BeforeStoring { get; set; } = _ => Task.CompletedTask;

    /// <summary>The error that a batch is answered with instead of being stored; null stores it.</summary>
    public Func<IngestMetricDataRequest, ItemError?> RefuseBatch { get; set; } = _ => null;

    /// <summary>Called before a batch is acknowledged; throws to break the stream.</summary>
    public Func<IngestMetricDataRequest, Task> BeforeAcknowledging { get; set; } = _ => Task.CompletedTask;

    /// <summary>What is stored of a metric, by its key as people write it: its name, if it has no labels.</summary>
    public IReadOnlyList<V1.Sample> this[string metric]
    {
        get
        {
            lock (_lock)
            {
                return [.. _rows.GetValueOrDefault(metric) ?? []];
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

    /// <summary>Serves one batch without a stream.</summary>
    public WriteMetricDataResponse Write(WriteMetricDataRequest request)
    {
        lock (_lock)
        {
            return new WriteMetricDataResponse { Outcomes = { request.Series.Select(Store) } };
        }
    }

    private IngestMetricDataResponse Store(IngestMetricDataRequest request)
    {
        lock (_lock)
        {
            Batches.Add(request);
            if (RefuseBatch(request) is { } error)
            {
                return new IngestMetricDataResponse { Sequence = request.Sequence, Error = error };
            }
            return new IngestMetricDataResponse { Sequence = request.Sequence, Outcomes = { request.Series.Select(Store) } };
        }
    }

    private V1.SeriesOutcome Store(V1.SampleSeries series)
    {
        var key = new HtmIt.Client.MetricKey(series.Target.Key.MetricName, series.Target.Key.Labels).ToString();
        if (!_rows.TryGetValue(key, out var rows))
        {
            _rows.Add(key, rows = []);
        }

        var outcome = new V1.SeriesOutcome { Metric = $"metrics/{key}" };
        for (var i = 0; i < series.Samples.Count; i++)
        {
            var sample = series.Samples[i];
            if (rows.Contains(sample))
            {
                outcome.AlreadyStoredCount++;
                continue;
            }
            if (rows.Count > 0 && sample.SampleTime <= rows[^1].SampleTime)
            {
                outcome.Refusals.Add(Refuse(rows, sample, i));
                continue;
            }

            rows.Add(sample);
            outcome.StoredCount++;
            outcome.LastRowId = rows.Count;
            outcome.FirstRowId = outcome.FirstRowId == 0 ? rows.Count : outcome.FirstRowId;
        }

        return outcome;
    }

    private static V1.Refusal Refuse(List<V1.Sample> rows, V1.Sample sample, int index)
    {
        var isTaken = rows.Exists(stored => stored.SampleTime == sample.SampleTime);
        return new V1.Refusal
        {
            FirstIndex = index,
            LastIndex = index,
            Reason = isTaken ? ErrorReason.SampleTimeResolution : ErrorReason.SampleTimeNotIncreasing,
            Field = "sample_time",
            Message = "not after the newest stored one",
        };
    }
}
