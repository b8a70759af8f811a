using System.Threading.Channels;

namespace HtmIt.Client;

/// <summary>Makes batches of what the writers hand in: full ones under load, what there is after a short linger otherwise.</summary>
internal sealed class IngestCollector(
    ChannelReader<IngestEntry> entries,
    IngestWindow window,
    IngestOptions options,
    TimeProvider timeProvider
)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await entries.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            // Room first: while the window is full, entries pile up behind it (in a bounded channel), and the next batch is a full one.
            await window.WaitForRoomAsync(cancellationToken).ConfigureAwait(false);
            var batch = new IngestBatch();
            var flush = await FillAsync(batch, cancellationToken).ConfigureAwait(false);
            if (batch.Count > 0)
            {
                window.Add(batch);
            }
            else
            {
                window.ReturnRoom();
            }

            if (flush is not null)
            {
                window.NotifyWhenAcknowledged(flush);
            }
        }

        window.Complete();
    }

    /// <summary>Fills a batch until it is full, its linger is over, the writers are done, or one of them wants to flush.</summary>
    private async Task<TaskCompletionSource?> FillAsync(IngestBatch batch, CancellationToken cancellationToken)
    {
        Task? lingering = null;
        while (batch.Count < options.BatchSize)
        {
            if (entries.TryRead(out var entry))
            {
                if (entry.Target is not { } target)
                {
                    return entry.Flush;
                }

                batch.Add(target, entry.Sample);
                continue;
            }

            lingering ??= Task.Delay(options.Linger, timeProvider, cancellationToken);
            var more = entries.WaitToReadAsync(cancellationToken).AsTask();
            if (await Task.WhenAny(more, lingering).ConfigureAwait(false) == lingering || !await more.ConfigureAwait(false))
            {
                break;
            }
        }

        return null;
    }
}
