using System.Threading.Channels;
using System.Threading.RateLimiting;
using Grpc.Core;
using HtmIt.Core.Errors;
using HtmIt.Core.Ingest;
using HtmIt.Server.Batches;
using HtmIt.Server.Messages;
using HtmIt.Server.Streams;
using HtmIt.V1;
using SeriesOutcome = HtmIt.Core.Ingest.SeriesOutcome;

namespace HtmIt.Server.Services;

/// <content>Samples in, answers out, in the order of the batches. A batch that is refused for what it is gets its refusal in its place, and the
/// stream goes on. What passes by itself (a database that is away, too many new metrics) ends the stream: the batch has to be sent again, and
/// whatever went on behind it would have overtaken it.</content>
internal sealed partial class MetricDataGrpcService
{
    private const int PendingBatches = 1_024;

    /// <summary>Either has its place among what is stored, or is refused.</summary>
    private readonly record struct PendingBatch(long Sequence, IngestTicket? Ticket, RateLimitLease? Lease, DomainException? Refusal)
    {
        public void DisposeWhenDone()
        {
            Lease?.Dispose();
            Ticket?.DisposeWhenDone();
        }
    }

    /// <summary><c>IngestMetricData</c> as it is bound: gRPC reads and writes batches without the generated messages.</summary>
    public async Task IngestBatches(
        IAsyncStreamReader<SampleBatch> batches,
        IServerStreamWriter<BatchAnswer> answers,
        ServerCallContext context
    )
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        var pending = Channel.CreateBounded<PendingBatch>(PendingBatches);
        using var session = ingest.Open(patient: false);
        var taking = ReadUntilStopAsync(session, batches, pending.Writer, context, reading.Token);
        // What was read is acknowledged while the server stops, as far as there is time for it.
        using var answering = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, stop.Over);
        try
        {
            await AcknowledgeAsync(pending.Reader, answers, answering.Token);
        }
        catch (Exception fault) when (stop.IsBegun && !context.CancellationToken.IsCancellationRequested && fault is not RpcException)
        {
            // The time is over, or the store stopped: the status below says what to do about it.
        }
        finally
        {
            await reading.CancelAsync();
            await taking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Release(pending.Reader);
        }
        if (stop.IsBegun)
        {
            throw ServerStop.Ended("send again what was not acknowledged");
        }
    }

    /// <summary>Takes batches in until the server stops, and from then on throws away what comes.</summary>
    private async Task ReadUntilStopAsync(
        IngestSession session,
        IAsyncStreamReader<SampleBatch> requests,
        ChannelWriter<PendingBatch> pending,
        ServerCallContext context,
        CancellationToken cancellationToken
    )
    {
        using var taking = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stop.Begun);
        await ReadBatchesAsync(session, requests, pending, taking.Token);
        if (stop.IsBegun)
        {
            await StoppingCalls.DiscardAsync(context.GetHttpContext(), cancellationToken);
        }
    }

    /// <summary>Takes batches in as long as not too many samples wait; the sender is held back by HTTP/2's flow control.</summary>
    private async Task ReadBatchesAsync(
        IngestSession session,
        IAsyncStreamReader<SampleBatch> requests,
        ChannelWriter<PendingBatch> pending,
        CancellationToken cancellationToken
    )
    {
        var options = ingest.Options;
        var most = Math.Max(options.MaxPendingSamples, options.MaxBatchSamples);
        await using var waiting = new ConcurrencyLimiter(new() { PermitLimit = most, QueueLimit = int.MaxValue });
        try
        {
            while (await TakeAsync() is { } batch)
            {
                await HandOnAsync(pending, batch, cancellationToken);
            }
            pending.Complete();
        }
        catch (Exception fault)
        {
            // Goes to the acknowledging side, which ends the call with it after what was taken before.
            pending.Complete(fault is OperationCanceledException ? null : fault);
        }

        async Task<PendingBatch?> TakeAsync()
        {
            try
            {
                if (!await requests.MoveNext(cancellationToken))
                {
                    return null;
                }
            }
            catch (UnreadMessageException unread)
            {
                return new(unread.FirstNumber, null, null, unread.Refusal);
            }
            var batch = requests.Current;
            var samples = batch.Series.Sum(one => Math.Max(1, one.Samples.Count));
            var lease = await waiting.AcquireAsync(Math.Min(samples, most), cancellationToken);
            return new(batch.Sequence, await session.EnterAsync(batch.Series, cancellationToken), lease, null);
        }
    }

    private static async Task HandOnAsync(ChannelWriter<PendingBatch> pending, PendingBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            await pending.WriteAsync(batch, cancellationToken);
        }
        catch
        {
            // Nobody acknowledges it.
            batch.DisposeWhenDone();
            throw;
        }
    }

    private async Task AcknowledgeAsync(
        ChannelReader<PendingBatch> pending,
        IServerStreamWriter<BatchAnswer> responses,
        CancellationToken cancellationToken
    )
    {
        await foreach (var batch in pending.ReadAllAsync(cancellationToken))
        {
            using var lease = batch.Lease;
            using var ticket = batch.Ticket;
            await SendAsync(responses, await AnswerAsync(batch, cancellationToken), cancellationToken);
        }
    }

    private static async Task<BatchAnswer> AnswerAsync(PendingBatch batch, CancellationToken cancellationToken) =>
        batch.Ticket is { } ticket
            ? new(batch.Sequence, await ticket.Outcomes.WaitAsync(cancellationToken), null)
            : new(batch.Sequence, [], batch.Refusal);

    /// <summary>The write itself is not cancelled: that would take the stream with it, and the status.</summary>
    private async Task SendAsync(IServerStreamWriter<BatchAnswer> responses, BatchAnswer answer, CancellationToken cancellationToken)
    {
        try
        {
            var patience = TimeSpan.FromSeconds(ingest.Options.MaxUnreadSeconds);
            await responses.WriteAsync(answer, CancellationToken.None).WaitAsync(patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw IngestErrors.SenderStuck(ingest.Options.MaxUnreadSeconds);
        }
    }

    /// <summary>What nobody acknowledges any more counts until it is done.</summary>
    private static void Release(ChannelReader<PendingBatch> pending)
    {
        while (pending.TryRead(out var batch))
        {
            batch.DisposeWhenDone();
        }
    }
}
