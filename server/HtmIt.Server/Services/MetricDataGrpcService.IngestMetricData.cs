using System.Threading.Channels;
using System.Threading.RateLimiting;
using Grpc.Core;
using HtmIt.Core.Data;
using HtmIt.Server.Mapping;
using HtmIt.Server.Streams;
using HtmIt.V1;
using SeriesOutcome = HtmIt.Core.Data.SeriesOutcome;

namespace HtmIt.Server.Services;

/// <content>Samples in, acknowledgements out, in the order of the batches.</content>
internal sealed partial class MetricDataGrpcService
{
    private const int PendingBatches = 1_024;

    private readonly record struct PendingBatch(long Sequence, Task<IReadOnlyList<SeriesOutcome>> Outcomes, RateLimitLease Lease);

    public override async Task IngestMetricData(
        IAsyncStreamReader<IngestMetricDataRequest> requestStream,
        IServerStreamWriter<IngestMetricDataResponse> responseStream,
        ServerCallContext context
    )
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stop.Begun);
        var pending = Channel.CreateBounded<PendingBatch>(PendingBatches);
        var batches = ReadBatchesAsync(requestStream, pending.Writer, reading.Token);
        // What was read is acknowledged while the server stops, as far as there is time for it.
        using var answering = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stop.Over);
        try
        {
            await AcknowledgeAsync(pending.Reader, responseStream, answering.Token);
        }
        catch (Exception fault) when (stop.IsBegun && !context.CancellationToken.IsCancellationRequested && fault is not RpcException)
        {
            // The time is over, or the store stopped: the status below says what to do about it.
        }
        finally
        {
            await reading.CancelAsync();
            await batches.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        if (stop.IsBegun)
        {
            throw ServerStop.Ended("send again what was not acknowledged");
        }
    }

    /// <summary>Takes batches in as long as not too many samples wait; the sender is held back by HTTP/2's flow control.</summary>
    private async Task ReadBatchesAsync(
        IAsyncStreamReader<IngestMetricDataRequest> requests,
        ChannelWriter<PendingBatch> pending,
        CancellationToken cancellationToken
    )
    {
        var session = new IngestSession(ingest);
        var options = ingest.Options.Value;
        await using var waiting = new ConcurrencyLimiter(
            new() { PermitLimit = Math.Max(options.MaxPendingSamples, options.MaxBatchSamples), QueueLimit = int.MaxValue }
        );
        try
        {
            while (await requests.MoveNext(cancellationToken))
            {
                var request = requests.Current;
                var series = request.Series.Select(MetricDataMapping.ToSeries).ToArray();
                var samples = Math.Min(series.Sum(one => one.Samples.Count), options.MaxBatchSamples);
                var lease = await waiting.AcquireAsync(samples, cancellationToken);
                var outcomes = await session.BeginAsync(series, cancellationToken);
                await pending.WriteAsync(new(request.Sequence, outcomes, lease), cancellationToken);
            }
            pending.Complete();
        }
        catch (Exception fault)
        {
            // Goes to the acknowledging side, which ends the call with it after what was taken before.
            pending.Complete(fault is OperationCanceledException ? null : fault);
        }
    }

    private static async Task AcknowledgeAsync(
        ChannelReader<PendingBatch> pending,
        IServerStreamWriter<IngestMetricDataResponse> responses,
        CancellationToken cancellationToken
    )
    {
        await foreach (var batch in pending.ReadAllAsync(cancellationToken))
        {
            using var lease = batch.Lease;
            var outcomes = await batch.Outcomes.WaitAsync(cancellationToken);
            var response = new IngestMetricDataResponse
            {
                Sequence = batch.Sequence,
                Outcomes = { outcomes.Select(MetricDataMapping.ToProto) },
            };
            // The write itself is not cancelled: that would take the stream with it, and the status.
            await responses.WriteAsync(response, CancellationToken.None).WaitAsync(cancellationToken);
        }
    }
}
