using System.Net.Sockets;
using HtmIt.Faults.Histories;
using HtmIt.Faults.Laboratory;

namespace HtmIt.Faults.Senders;

/// <summary>Keeps one Graphite connection open as long as it lasts, as collectd does.</summary>
internal sealed class ConnectionSender(SampleSource source, FaultyServer server, History history) : ISender
{
    private const int IntervalMilliseconds = 50;
    private const int RetryMilliseconds = 200;

    public async Task RunAsync(CancellationToken stopMaking, CancellationToken cancellationToken)
    {
        while (!stopMaking.IsCancellationRequested)
        {
            try
            {
                using var connection = await GraphiteConnection.OpenAsync(server, cancellationToken);
                while (!stopMaking.IsCancellationRequested)
                {
                    await connection.SendAsync(source.Next(), cancellationToken);
                    await Pause.UntilAsync(IntervalMilliseconds, stopMaking);
                }
                await connection.ConfirmAsync(history, cancellationToken);
            }
            catch (SocketException)
            {
                await Pause.UntilAsync(RetryMilliseconds, stopMaking);
            }
        }
    }
}
