using System.Net.Sockets;
using HtmIt.Faults.Histories;
using HtmIt.Faults.Laboratory;

namespace HtmIt.Faults.Senders;

/// <summary>Opens a connection for each flush, as statsd and many scripts do, and never sends anything again. A flush that takes long does
/// not hold up the next one.</summary>
internal sealed class FlushSender(SampleSource source, FaultyServer server, History history) : ISender
{
    private const int SamplesPerFlush = 5;

    // A flush waits for the one before so long. That is time enough for the server to take that one in: two connections that reach a
    // busy server in the same moment have no order.
    private const int IntervalMilliseconds = 1_000;

    // Between flushes that are stored at once.
    private const int ShortestMilliseconds = 250;

    public async Task RunAsync(CancellationToken stopMaking, CancellationToken cancellationToken)
    {
        var underWay = new List<Task>();
        while (!stopMaking.IsCancellationRequested)
        {
            var samples = Enumerable.Range(0, SamplesPerFlush).SelectMany(_ => source.Next()).ToArray();
            var flush = FlushAsync(samples, cancellationToken);
            underWay.Add(flush);
            await Pause.UntilAsync(ShortestMilliseconds, stopMaking);
            await Task.WhenAny(flush, Pause.UntilAsync(IntervalMilliseconds, stopMaking));
        }
        await Task.WhenAll(underWay);
    }

    private async Task FlushAsync(SentSample[] samples, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = await GraphiteConnection.OpenAsync(server, cancellationToken);
            await connection.SendAsync(samples, cancellationToken);
            await connection.ConfirmAsync(history, cancellationToken);
        }
        catch (SocketException)
        {
            // Nobody listens, or the connection broke: this flush is gone, and nobody said that it was stored.
        }
    }
}
