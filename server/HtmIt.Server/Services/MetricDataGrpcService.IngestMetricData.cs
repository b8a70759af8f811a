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

    private readonly record struct PendingBatch(long Sequence, Task<IReadOnlyList<SeriesOutcome>> Outcomes, RateLimitLease Lease);

    public override async Task IngestMetricData(
        IAsyncStreamReader<IngestMetricDataRequest> requestStream,
        IServerStreamWriter<IngestMetricDataResponse> responseStream,
        ServerCallContext context
    )
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var pending = Channel.CreateBounded<PendingBatch>(PendingBatches);
        var reading = ReadBatchesAsync(requestStream, pending.Writer, stop.Token);
        try
        {
            await AcknowledgeAsync(pending.Reader, responseStream, context.CancellationToken);
        }
        finally
        {
            await stop.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new(StatusCode.Unavailable, "The server is stopping; send again what was not acknowledged."));
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
            var outcomes = await batch.Outcomes;
            var response = new IngestMetricDataResponse
            {
                Sequence = batch.Sequence,
                Outcomes = { outcomes.Select(MetricDataMapping.ToProto) },
            };
            await responses.WriteAsync(response, cancellationToken);
        }
    }
}
