using System.Threading.Channels;
using System.Threading.RateLimiting;
using Grpc.Core;
using HtmIt.Core.Data;
using HtmIt.Server.Mapping;
using HtmIt.V1;
using SeriesOutcome = HtmIt.Core.Data.SeriesOutcome;

namespace HtmIt.Server.Services;

/// <content>Samples in, acknowledgements out, in the order of the batches.</content>
internal sealed partial class MetricDataGrpcService
{
    private const int PendingBatches = 1_024;

    private readonly record struct PendingBatch(long Sequence, IngestTicket Ticket, RateLimitLease Lease);

    public override async Task IngestMetricData(
        IAsyncStreamReader<IngestMetricDataRequest> requestStream,
        IServerStreamWriter<IngestMetricDataResponse> responseStream,
        ServerCallContext context
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var pending = Channel.CreateBounded<PendingBatch>(PendingBatches);
        using var session = ingest.Open(patient: false);
        var reading = ReadBatchesAsync(session, requestStream, pending.Writer, stop.Token);
        try
        {
            await AcknowledgeAsync(pending.Reader, responseStream, context.CancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Release(pending.Reader);
        }
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new(StatusCode.Unavailable, "The server is stopping; send again what was not acknowledged."));
        }
    }

    /// <summary>Takes batches in as long as not too many samples wait; the sender is held back by HTTP/2's flow control.</summary>
    private async Task ReadBatchesAsync(
        IngestSession session,
        IAsyncStreamReader<IngestMetricDataRequest> requests,
        ChannelWriter<PendingBatch> pending,
        CancellationToken cancellationToken
    )
    {
        var options = ingest.Options;
        var most = Math.Max(options.MaxPendingSamples, options.MaxBatchSamples);
        await using var waiting = new ConcurrencyLimiter(new() { PermitLimit = most, QueueLimit = int.MaxValue });
        try
        {
            while (await requests.MoveNext(cancellationToken))
            {
                var request = requests.Current;
                var series = request.Series.Select(MetricDataMapping.ToSeries).ToArray();
                var samples = series.Sum(one => Math.Max(1, one.Samples.Count));
                var lease = await waiting.AcquireAsync(Math.Min(samples, most), cancellationToken);
                var ticket = await session.EnterAsync(series, cancellationToken);
                await pending.WriteAsync(new(request.Sequence, ticket, lease), cancellationToken);
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
            using var ticket = batch.Ticket;
            var outcomes = await ticket.Outcomes;
            var response = new IngestMetricDataResponse
            {
                Sequence = batch.Sequence,
                Outcomes = { outcomes.Select(MetricDataMapping.ToProto) },
            };
            await responses.WriteAsync(response, cancellationToken);
        }
    }

    /// <summary>What nobody acknowledges any more counts until it is done.</summary>
    private static void Release(ChannelReader<PendingBatch> pending)
    {
        while (pending.TryRead(out var batch))
        {
            batch.Lease.Dispose();
            batch.Ticket.DisposeWhenDone();
        }
    }
}
