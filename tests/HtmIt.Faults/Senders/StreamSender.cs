using Grpc.Core;
using HtmIt.Faults.Histories;
using HtmIt.V1;

namespace HtmIt.Faults.Senders;

/// <summary>A gRPC stream as a careful client uses it: what was not acknowledged when it broke is sent again, in order, on the next one, and
/// only then anything new.</summary>
internal sealed class StreamSender(SampleSource source, int intervalMilliseconds, ChannelBase channel, History history) : ISender
{
    private const int RetryMilliseconds = 100;
    private const int MostUnderWay = 1_000;

    private readonly MetricDataService.MetricDataServiceClient _data = new(channel);
    private readonly Lock _lock = new();
    private readonly Queue<Batch> _underWay = new();
    private long _sequence;

    private sealed record Batch(long Sequence, IReadOnlyList<SentSample> Samples);

    private int UnderWay
    {
        get
        {
            lock (_lock)
            {
                return _underWay.Count;
            }
        }
    }

    public async Task RunAsync(CancellationToken stopMaking, CancellationToken cancellationToken)
    {
        while (!stopMaking.IsCancellationRequested || UnderWay > 0)
        {
            try
            {
                await SendOverStreamAsync(stopMaking, cancellationToken);
            }
            catch (RpcException) when (!cancellationToken.IsCancellationRequested)
            {
                await Pause.ForAsync(RetryMilliseconds, cancellationToken);
            }
        }
    }

    private async Task SendOverStreamAsync(CancellationToken stopMaking, CancellationToken cancellationToken)
    {
        using var call = _data.IngestMetricData(cancellationToken: cancellationToken);
        var reading = ReadAsync(call.ResponseStream, cancellationToken);
        try
        {
            await WriteAsync(call.RequestStream, reading, stopMaking, cancellationToken);
        }
        catch (Exception fault) when (IsEndOfCall(fault) && !cancellationToken.IsCancellationRequested)
        {
            // The reading side knows why.
        }
        await reading;
    }

    /// <summary>How a write fails when the call is over depends on where it was just then.</summary>
    private static bool IsEndOfCall(Exception fault) =>
        fault is RpcException or InvalidOperationException or OperationCanceledException or IOException;

    private async Task WriteAsync(
        IClientStreamWriter<IngestMetricDataRequest> requests,
        Task reading,
        CancellationToken stopMaking,
        CancellationToken cancellationToken
    )
    {
        Batch[] again;
        lock (_lock)
        {
            again = [.. _underWay];
        }
        foreach (var batch in again)
        {
            await requests.WriteAsync(Request(batch), cancellationToken);
        }
        while (!stopMaking.IsCancellationRequested && !reading.IsCompleted)
        {
            if (UnderWay < MostUnderWay)
            {
                await requests.WriteAsync(Request(Make()), cancellationToken);
            }
            await Pause.UntilAsync(intervalMilliseconds, stopMaking);
        }
        await requests.CompleteAsync();
    }

    private Batch Make()
    {
        var batch = new Batch(++_sequence, source.Next());
        lock (_lock)
        {
            _underWay.Enqueue(batch);
        }
        return batch;
    }

    private async Task ReadAsync(IAsyncStreamReader<IngestMetricDataResponse> responses, CancellationToken cancellationToken)
    {
        await foreach (var response in responses.ReadAllAsync(cancellationToken))
        {
            Batch batch;
            lock (_lock)
            {
                batch = _underWay.Dequeue();
            }
            if (batch.Sequence != response.Sequence)
            {
                throw new InvalidDataException($"Batch {response.Sequence} was acknowledged before batch {batch.Sequence}.");
            }
            if (response.Error is { } error)
            {
                throw new InvalidDataException($"Batch {response.Sequence} was refused: {error.Message}");
            }
            foreach (var (sample, outcome) in batch.Samples.Zip(response.Outcomes))
            {
                Keep(sample, outcome);
            }
        }
    }

    /// <summary>Each series holds one sample, so just one of the three is told.</summary>
    private void Keep(SentSample sample, SeriesOutcome outcome)
    {
        switch (outcome.StoredCount, outcome.AlreadyStoredCount, outcome.Refusals.Count)
        {
            case (1, 0, 0):
                history.Acknowledged(sample, outcome.FirstRowId);
                break;
            case (0, 1, 0):
                // Which row it is, is not told.
                history.Acknowledged(sample, rowId: null);
                break;
            case (0, 0, 1):
                history.Refused(sample, $"{outcome.Refusals[0].Reason}: {outcome.Refusals[0].Message}");
                break;
            default:
                throw new InvalidDataException($"What became of {sample} was told as {outcome}.");
        }
    }

    private static IngestMetricDataRequest Request(Batch batch) =>
        new() { Sequence = batch.Sequence, Series = { batch.Samples.Select(ToSeries) } };

    private static SampleSeries ToSeries(SentSample sample)
    {
        var one = new Sample
        {
            SampleTime = new() { Seconds = sample.Time },
            Value = sample.Value,
        };
        return new()
        {
            Target = new() { Key = new() { MetricName = sample.Metric } },
            Samples = { one },
        };
    }
}
