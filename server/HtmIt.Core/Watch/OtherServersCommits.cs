using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Watch;

/// <summary>Looks whether other servers on the database have committed, or the database has gone back, for all live streams of this node at once and only while there are
/// any: one row is read each time.</summary>
/// <remarks>A notification of the database would be sooner, but takes a connection for good, is lost when that breaks, and puts all commits of
/// all servers through one more lock.</remarks>
internal sealed class OtherServersCommits(
    ISampleReader reader,
    ResultHub hub,
    IOptions<WatchOptions> options,
    TimeProvider time,
    ILogger<OtherServersCommits> logger
) : BackgroundService
{
    /// <summary>A commit of this node can be seen in the database a moment before the hub has it.</summary>
    private static readonly TimeSpan OwnDelay = TimeSpan.FromMilliseconds(30);

    private readonly FaultLog _faults = new(logger, time, "Looking for the commits of other servers");

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
            var before = hub.Newest;
            var newest = (await reader.ReadRangeAsync(cancellationToken)).Newest;
            _faults.Succeeded();
            if (newest == before)
            {
                return;
            }
            if (newest.History == before.History && newest.Position > before.Position)
            {
                await Task.Delay(OwnDelay, time, cancellationToken);
                if (hub.Newest.Position >= newest.Position)
                {
                    return;
                }
            }
            // Otherwise the database has gone back.
            hub.OnNewest(newest);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The boundary of the loop. Each stream finds out by itself when it reads, and says so.
            _faults.Failed(fault);
        }
    }
}
