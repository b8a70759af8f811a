using Grpc.Core;
using HtmIt.Client.Errors;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>One stream of an ingest session: sends the window's batches from the oldest on and takes their acknowledgements.</summary>
internal sealed class IngestConnection(
    MetricDataService.MetricDataServiceClient stub,
    ContractCheck contract,
    IngestWindow window,
    IngestCounters counters
)
{
    /// <summary>Runs until the window is drained (then null), or until the connection breaks.</summary>
    public async Task<HtmItException?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await contract.PassAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (HtmItException exception)
        {
            return exception;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var call = stub.IngestMetricData(cancellationToken: ending.Token);
        var sending = SendAsync(call.RequestStream, ending.Token);
        try
        {
            var cause = await ReceiveAsync(call.ResponseStream, ending.Token).ConfigureAwait(false);
            return window.IsDrained
                ? null
                : cause
                    ?? new ServerUnreachableException(
                        new(
                            StatusCode.Unavailable,
                            contract.Target is null ? "The server ended the stream." : $"The server ended the stream. ({contract.Target})"
                        )
                    );
        }
        catch (RpcException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return window.IsDrained ? null : ErrorMapping.ToException(exception, contract.Target);
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
            // What breaks a stream shows on both sides; the receiving one has the status.
            await sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SendAsync(IClientStreamWriter<IngestMetricDataRequest> requests, CancellationToken cancellationToken)
    {
        var sent = 0L;
        while (await window.NextAfterAsync(sent, cancellationToken).ConfigureAwait(false) is { } batch)
        {
            await requests.WriteAsync(batch.Request, cancellationToken).ConfigureAwait(false);
            sent = batch.Sequence;
        }

        await requests.CompleteAsync().ConfigureAwait(false);
    }

    /// <summary>Takes answers until the stream ends (then null), or until one says to send its batch again.</summary>
    private async Task<HtmItException?> ReceiveAsync(
        IAsyncStreamReader<IngestMetricDataResponse> responses,
        CancellationToken cancellationToken
    )
    {
        while (await responses.MoveNext(cancellationToken).ConfigureAwait(false))
        {
            var response = responses.Current;
            if (window.Oldest is not { } batch || batch.Sequence != response.Sequence)
            {
                throw new HtmItException(
                    new(StatusCode.Internal, $"The server acknowledged batch {response.Sequence}, which is not the one that was due.")
                );
            }

            if (response.Error is null)
            {
                counters.Record(batch, response);
            }
            else if (ItemResults.ToException(response.Error) is var error && ErrorMapping.IsTransient(error))
            {
                // On a new stream, so that what is behind the batch does not overtake it.
                return error;
            }
            else
            {
                counters.Record(new BatchRefusal(batch.ToSeries(), error));
            }

            window.RemoveOldest();
        }

        return null;
    }
}
