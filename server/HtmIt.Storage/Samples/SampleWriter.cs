using System.Threading.Channels;
using HtmIt.Core.Errors;
using HtmIt.Core.Incidents;
using HtmIt.Core.Log;
using HtmIt.Core.Names;
using HtmIt.Engine.Incidents;
using HtmIt.Storage.Sql;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtmIt.Storage.Samples;

/// <summary>Group commit: takes what the actors of this node hand in while the last transaction was under way, and writes it in the next
/// one. No delay is added: a lone sample is written at once, and the busier the node, the larger the groups.</summary>
internal sealed partial class SampleWriter(
    CommitTransaction transaction,
    WriteState state,
    IEnumerable<ICommitListener> listeners,
    IOptions<StorageOptions> options,
    TimeProvider time,
    ILogger<SampleWriter> logger
) : BackgroundService, ISampleLog
{
    private static readonly TimeSpan FirstRetryDelay = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestRetryDelay = TimeSpan.FromSeconds(1);

    /// <summary>An attempt gets so long in any case: an answer takes its time when many have waited.</summary>
    private static readonly TimeSpan LeastAttempt = TimeSpan.FromMilliseconds(500);

    private readonly TimeSpan _retryTime = TimeSpan.FromSeconds(options.Value.WriteRetrySeconds);

    private readonly FaultLog _faults = new(logger, time, "Writing samples");
    private readonly LineLimit _givenUpLines = new(time);
    private int _givenUp;

    private readonly ICommitListener[] _listeners = [.. listeners];

    private readonly Channel<WriteRequest> _queue = Channel.CreateBounded<WriteRequest>(
        new BoundedChannelOptions(options.Value.MaxQueuedWrites) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait }
    );

    public Task AppendAsync(
        MetricRef metric,
        LogHead head,
        IReadOnlyList<DataRow> rows,
        IReadOnlyList<IncidentState> incidents,
        CancellationToken cancellationToken
    ) => HandInAsync(new(metric, head, rows, isAppend: true) { Since = time.GetTimestamp(), Incidents = incidents }, cancellationToken);

    public Task CollectAsync(
        MetricRef metric,
        LogHead head,
        IReadOnlyList<DataRow> rows,
        IReadOnlyList<IncidentState> incidents,
        DateTimeOffset nextCollectTime,
        CancellationToken cancellationToken
    ) =>
        HandInAsync(
            new(metric, head, rows, isAppend: true)
            {
                Since = time.GetTimestamp(),
                Incidents = incidents,
                NextCollectTime = nextCollectTime,
            },
            cancellationToken
        );

    public Task NoteSilenceAsync(MetricRef metric, LogHead head, IncidentState silence, CancellationToken cancellationToken) =>
        HandInAsync(
            new(metric, head, [], isAppend: true)
            {
                Since = time.GetTimestamp(),
                Incidents = [silence],
                IncidentKind = IncidentKind.Silence,
            },
            cancellationToken
        );

    public Task RescoreAsync(
        MetricRef metric,
        LogHead head,
        IReadOnlyList<DataRow> rows,
        IReadOnlyList<IncidentState> incidents,
        CancellationToken cancellationToken
    ) => HandInAsync(new(metric, head, rows, isAppend: false) { Since = time.GetTimestamp(), Incidents = incidents }, cancellationToken);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        if (ExecuteTask is { } running)
        {
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        await base.StopAsync(cancellationToken);
    }

    /// <summary>Runs until the queue is closed and empty: what was handed in is written even while the host stops.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        WriteRequest? leftOver = null;
        var group = new List<WriteRequest>();
        while (leftOver is not null || await _queue.Reader.WaitToReadAsync(CancellationToken.None))
        {
            leftOver = TakeGroup(group, leftOver);
            await WriteAsync(group);
        }
    }

    private Task HandInAsync(WriteRequest request, CancellationToken cancellationToken)
    {
        if (request.Rows.Count == 0 && request.Incidents.Count == 0 && request.NextCollectTime is null)
        {
            return Task.CompletedTask;
        }
        // From there on the write happens whether or not the caller still waits, so its outcome is always awaited.
        return _queue.Writer.TryWrite(request) ? request.Done : WaitAsync(request, cancellationToken);
    }

    private async Task WaitAsync(WriteRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(request, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            throw DomainErrors.StorageUnavailable();
        }
        await request.Done;
    }

    /// <summary>Fills the group from the queue. Returns the first request that does not fit, or is the second of a metric.</summary>
    private WriteRequest? TakeGroup(List<WriteRequest> group, WriteRequest? first)
    {
        group.Clear();
        var metrics = new HashSet<int>();
        var rows = 0;
        for (var next = first; next is not null || _queue.Reader.TryRead(out next); next = null)
        {
            if (group.Count > 0 && rows + next.Rows.Count > options.Value.MaxRowsPerCommit || !metrics.Add(next.Metric.Number))
            {
                return next;
            }
            group.Add(next);
            rows += next.Rows.Count;
        }
        return null;
    }

    private async Task WriteAsync(List<WriteRequest> group)
    {
        var delay = FirstRetryDelay;
        while (group.Count > 0)
        {
            try
            {
                // A copy: an attempt that is left to itself may go on reading it.
                WriteRequest[] requests = [.. group];
                var limit = TimeSpan.FromTicks(Math.Max(group.Min(TimeLeft).Ticks, LeastAttempt.Ticks));
                var outcome = await Attempt.RunAsync(
                    cancel => transaction.ExecuteAsync(requests, cancel),
                    limit,
                    time,
                    CancellationToken.None
                );
                state.Succeed();
                _faults.Succeeded();
                _givenUp = 0;
                FailStale(group, outcome.Stale);
                if (outcome.Batch is { } batch)
                {
                    Publish(batch);
                    foreach (var request in outcome.Written)
                    {
                        request.Succeed();
                    }
                    group.RemoveAll(request => request.Done.IsCompleted);
                }
            }
            catch (Exception fault) when (DatabaseFaults.Passes(fault))
            {
                state.Fail();
                _faults.Failed(DomainErrors.StorageUnavailable(fault));
                FailLate(group, delay, fault);
                if (group.Count == 0)
                {
                    state.GiveUp();
                    return;
                }
                await Task.Delay(delay, time, CancellationToken.None);
                delay = TimeSpan.FromTicks(Math.Min(2 * delay.Ticks, LongestRetryDelay.Ticks));
            }
            catch (Exception fault) when (group.Count > 1)
            {
                // One of them is impossible; the others must not suffer from it.
                Log.WillSplit(logger, fault, group.Count);
                // What an earlier commit turns out to have written is done with it, however many it was.
                foreach (var request in group.Where(request => !request.Done.IsCompleted))
                {
                    await WriteAsync([request]);
                }
                return;
            }
            catch (Exception fault)
            {
                // The boundary of the loop: one impossible write must not end the writing of all others.
                state.GiveUp();
                Log.Failed(logger, fault, group.Count);
                FailAll(group, fault);
                return;
            }
        }
    }

    /// <summary>A write may take its time from when it was handed in, or from the last sign that the database takes writes: who waits
    /// behind a group that fails does not get the whole time once more, who waits behind commits that succeed does.</summary>
    private TimeSpan TimeLeft(WriteRequest request) =>
        _retryTime - time.GetElapsedTime(Math.Max(request.Since, state.LastSuccess ?? request.Since));

    /// <summary>Gives up those whose time is over before the next attempt.</summary>
    private void FailLate(List<WriteRequest> group, TimeSpan delay, Exception fault)
    {
        var late = group.FindAll(request => TimeLeft(request) <= delay);
        if (late.Count > 0)
        {
            NoteGivenUp(late.Count, fault);
            FailAll(late, DomainErrors.StorageUnavailable(fault));
            group.RemoveAll(late.Contains);
        }
    }

    private void NoteGivenUp(int writes, Exception fault)
    {
        _givenUp += writes;
        if (_givenUpLines.TryTake())
        {
            Log.GaveUp(logger, _givenUp, fault.Message);
        }
    }

    private static void FailStale(List<WriteRequest> group, IReadOnlySet<int> stale)
    {
        foreach (var request in group.Where(request => stale.Contains(request.Metric.Number)))
        {
            request.Fail(new StaleWriterException(request.Metric));
        }
        group.RemoveAll(request => stale.Contains(request.Metric.Number));
    }

    private static void FailAll(List<WriteRequest> group, Exception fault) => group.ForEach(request => request.Fail(fault));

    private void Publish(CommittedBatch batch)
    {
        foreach (var listener in _listeners)
        {
            listener.OnCommitted(batch);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(2004, LogLevel.Warning, "Writing {Writes} metrics' rows together failed; they are written one by one")]
        public static partial void WillSplit(ILogger logger, Exception fault, int writes);

        [LoggerMessage(
            2002,
            LogLevel.Error,
            "Writing was given up, of {Writes} metrics since it last worked; the callers are told: {Fault}"
        )]
        public static partial void GaveUp(ILogger logger, int writes, string fault);

        [LoggerMessage(2003, LogLevel.Error, "Writing {Writes} metrics' rows failed")]
        public static partial void Failed(ILogger logger, Exception fault, int writes);
    }
}
