using HtmIt.Core.Watch;
using Microsoft.Extensions.Options;

namespace HtmIt.Server.Streams;

/// <summary>The messages of all watches that wait for their readers, and what those watches hold for them. A reader that leaves one unread
/// for too long is given up, and sooner when all of them hold too much.</summary>
internal sealed partial class UnreadMessages(
    ServerStop stop,
    IOptions<WatchOptions> options,
    TimeProvider time,
    ILogger<UnreadMessages> logger
) : BackgroundService
{
    /// <summary>A reader that is only slow is not given up for the sake of memory.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();

    /// <summary>In the order in which they began to wait.</summary>
    private readonly LinkedList<Waiting> _waiting = [];
    private long _bytes;

    private sealed record Waiting(long Since, long Bytes)
    {
        public TaskCompletionSource GivenUp { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Waits for a message to go out; false when its reader was given up. The message may go out later all the same: a write that
    /// is cancelled takes the stream with it, and the status that says why.</summary>
    /// <param name="bytes">What the watch holds meanwhile.</param>
    public async Task<bool> WaitAsync(Task write, long bytes)
    {
        if (write.IsCompleted)
        {
            await write;
            return true;
        }
        var waiting = new LinkedListNode<Waiting>(new(time.GetTimestamp(), bytes));
        lock (_lock)
        {
            _waiting.AddLast(waiting);
            _bytes += bytes;
        }
        try
        {
            await Task.WhenAny(write, waiting.Value.GivenUp.Task);
        }
        finally
        {
            lock (_lock)
            {
                _waiting.Remove(waiting);
                _bytes -= bytes;
            }
        }
        if (!write.IsCompleted)
        {
            _ = write.ContinueWith(late => late.Exception, TaskScheduler.Default);
            return false;
        }
        await write;
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // This service is stopped after the listeners: as long as there are readers, somebody looks after them.
        using var registration = stop.Over.Register(() => GiveUp(_ => true));
        using var timer = new PeriodicTimer(LookInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Look();
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops, and all calls are over.
        }
    }

    private void Look()
    {
        var stuck = TimeSpan.FromSeconds(options.Value.StuckSeconds);
        var bytes = Interlocked.Read(ref _bytes);
        var count = GiveUp(one =>
        {
            var age = time.GetElapsedTime(one.Since);
            if (age < stuck && (age < Slow || bytes <= options.Value.MaxUnreadBytes))
            {
                return false;
            }
            bytes -= one.Bytes;
            return true;
        });
        if (count > 0)
        {
            Log.GaveUp(logger, count, bytes);
        }
    }

    private int GiveUp(Func<Waiting, bool> condition)
    {
        Waiting[] chosen;
        lock (_lock)
        {
            chosen = [.. _waiting.Where(one => !one.GivenUp.Task.IsCompleted).Where(condition)];
        }
        Array.ForEach(chosen, one => one.GivenUp.TrySetResult());
        return chosen.Length;
    }

    private static partial class Log
    {
        [LoggerMessage(
            4201,
            LogLevel.Warning,
            "{Count} streams were ended because their readers leave messages unread; the others hold {Bytes} bytes"
        )]
        public static partial void GaveUp(ILogger logger, int count, long bytes);
    }
}
