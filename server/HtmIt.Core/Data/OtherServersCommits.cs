using HtmIt.Core.Errors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Data;

/// <summary>Looks whether other servers on the database have committed, for all live streams of this node at once and only while there are
/// any: one row is read each time.</summary>
/// <remarks>A notification of the database would be sooner, but takes a connection for good, is lost when that breaks, and puts all commits of
/// all servers through one more lock.</remarks>
internal sealed class OtherServersCommits(ISampleReader reader, ResultHub hub, IOptions<WatchOptions> options, TimeProvider time)
    : BackgroundService
{
    /// <summary>A commit of this node can be seen in the database a moment before the hub has it.</summary>
    private static readonly TimeSpan OwnDelay = TimeSpan.FromMilliseconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(options.Value.OtherServersMilliseconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (hub.HasSubscribers)
                {
                    await LookAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            var newest = (await reader.ReadRangeAsync(cancellationToken)).Newest;
            if (newest > hub.Newest)
            {
                await Task.Delay(OwnDelay, time, cancellationToken);
                hub.OnNewest(newest);
            }
        }
        catch (DomainException)
        {
            // The database is away. Each stream finds that out by itself when it reads, and says so.
        }
    }
}
