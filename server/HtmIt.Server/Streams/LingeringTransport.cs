using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;

namespace HtmIt.Server.Streams;

/// <summary>A connection that stays open when the server has said its last word on it. A client that is still sending would find it broken
/// otherwise, and give up calls whose statuses have come but are not read yet.</summary>
internal sealed class LingeringTransport(IDuplexPipe transport) : PipeReader, IDuplexPipe
{
    private bool _isClosed;

    public PipeReader Input => this;

    public PipeWriter Output => transport.Output;

    /// <summary>Throws away what still comes, until the client closes the connection or somebody aborts it.</summary>
    public async Task LingerAsync()
    {
        try
        {
            while (!_isClosed)
            {
                AdvanceTo((await ReadAsync()).Buffer.End);
            }
        }
        catch (Exception fault) when (fault is IOException or ConnectionAbortedException)
        {
            // Closed, if not in the best way.
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
        Noted(await transport.Input.ReadAsync(cancellationToken));

    public override bool TryRead(out ReadResult result)
    {
        var isRead = transport.Input.TryRead(out result);
        Noted(result);
        return isRead;
    }

    public override void AdvanceTo(SequencePosition consumed) => transport.Input.AdvanceTo(consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => transport.Input.AdvanceTo(consumed, examined);

    public override void CancelPendingRead() => transport.Input.CancelPendingRead();

    /// <summary>Nothing: the protocol is done with reading, the connection is not.</summary>
    public override void Complete(Exception? exception = null) { }

    private ReadResult Noted(ReadResult result)
    {
        _isClosed |= result.IsCompleted;
        return result;
    }
}
