using System.Runtime.CompilerServices;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Watch;

/// <summary>A stream of changed rows: what is stored first, then live, without a hole.</summary>
/// <remarks>Every commit has a number, without gaps, in one order for all nodes. The stream subscribes first, then reads the store up to the
/// newest commit, then goes on with the live commits that follow it; one that is missing (made by another node, or lost by a subscriber that
/// was too slow) shows as a gap in the numbers, and is read from the store. So it never matters how a commit gets here.</remarks>
public sealed class WatchMetricData(
    ISampleReader reader,
    ICommitHistory history,
    IMetricStore metrics,
    SeenMetrics seen,
    ResultHub hub,
    TimeProvider time
)
{
    /// <summary>A read of the store takes this many commits at first; more when they hold little, fewer when they hold much.</summary>
    private const int FirstWindow = 256;
    private const int LargestWindow = 65_536;
    private const int FewRows = 2_500;

    public static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(10);

    /// <exception cref="DomainException">MetricNotFound, PositionExpired, PositionOfOtherHistory.</exception>
    public async IAsyncEnumerable<WatchStep> ExecuteAsync(WatchQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var position = await FindStartAsync(query.Start, cancellationToken);
        // After the start is known: every metric that has rows up to it is there to be found.
        var selection = await WatchSelection.StartAsync(query.Selector, metrics, seen, time, cancellationToken);
        // The start is a position like any other: a break before the first row is no reason to lose it.
        yield return new(WatchEvent.Idle, position, []);
        await foreach (var step in WalkHistoryAsync(position, selection, query.Filter, cancellationToken))
        {
            position = step.Position;
            yield return step;
        }
        var caughtUp = false;
        while (true)
        {
            using var live = hub.Subscribe();
            await foreach (var step in ReadStoredAsync(position.Commit, selection, query.Filter, cancellationToken))
            {
                position = step.Position;
                yield return step;
            }
            if (!caughtUp)
            {
                caughtUp = true;
                yield return new(WatchEvent.CaughtUp, position, []);
            }
            await foreach (var step in FollowAsync(live, position.Commit, selection, query.Filter, cancellationToken))
            {
                position = step.Position;
                yield return step;
                caughtUp = step.Event != WatchEvent.FellBehind;
            }
        }
    }

    private async Task<WatchPosition> FindStartAsync(WatchStart start, CancellationToken cancellationToken)
    {
        if (start is WatchStart.After { Position: var position })
        {
            var range = await FindRangeAsync(position.Commit, cancellationToken);
            ThrowIfExpired(position, range);
            return position;
        }
        var now = await reader.ReadRangeAsync(cancellationToken);
        return start is WatchStart.Since since ? Walk(now, since.Time) : new(now.Newest);
    }

    private async IAsyncEnumerable<WatchStep> WalkHistoryAsync(
        WatchPosition from,
        WatchSelection selection,
        ScoreFilter filter,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        if (from.Walk is not { } walk)
        {
            yield break;
        }
        while (true)
        {
            var page = await reader.ReadHistoryAsync(
                walk.Place,
                walk.FromTime,
                from.Commit.Position,
                selection.Numbers,
                filter,
                cancellationToken
            );
            // Asked after the page was read: what is there now was there then.
            ThrowIfExpired(new(from.Commit, walk), await FindRangeAsync(from.Commit, cancellationToken));
            walk = walk with { Place = page.End };
            var position = new WatchPosition(from.Commit, page.IsLast ? null : walk);
            if (page.Segments.Count > 0)
            {
                yield return new(WatchEvent.Rows, position, page.Segments);
            }
            if (page.IsLast)
            {
                yield break;
            }
        }
    }

    /// <summary>What there is, provided that a commit to go on from is part of it.</summary>
    private async Task<LogRange> FindRangeAsync(CommitMark commit, CancellationToken cancellationToken)
    {
        var (isThere, range) = await reader.FindCommitAsync(commit, cancellationToken);
        return isThere ? range : throw await OtherHistoryAsync(commit, cancellationToken);
    }

    private async Task<DomainException> OtherHistoryAsync(CommitMark missing, CancellationToken cancellationToken)
    {
        var range = await history.LeaveAsync(missing, cancellationToken);
        return WatchErrors.PositionOfOtherHistory(range.History, new WatchPosition(range.Oldest).ToString());
    }

    /// <summary>A walk that retention cut goes on from where it was, without what is gone; one whose end is gone begins again.</summary>
    private static void ThrowIfExpired(WatchPosition position, LogRange range)
    {
        var isCut = position.Walk?.IsCutBy(range.KeptSince) == true;
        var isGone = position.Commit.Position < range.Oldest.Position;
        if (isCut || isGone)
        {
            var oldest =
                position.Walk is not { } walk ? new(range.Oldest)
                : isGone ? Walk(range, walk.FromTime)
                : position with { Walk = walk with { KeptSince = range.KeptSince } };
            throw WatchErrors.PositionExpired(oldest.ToString());
        }
    }

    private static WatchPosition Walk(LogRange range, long fromTime) => new(range.Newest, new(fromTime, new(0, 0), range.KeptSince));

    /// <summary>Everything stored after a commit, up to the newest one at the time of the last read.</summary>
    private async IAsyncEnumerable<WatchStep> ReadStoredAsync(
        CommitMark after,
        WatchSelection selection,
        ScoreFilter filter,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var window = FirstWindow;
        while (true)
        {
            var read = await reader.ReadChangesAsync(after, window, selection.NamedNumbers, filter, cancellationToken);
            if (read.StartIsMissing)
            {
                throw await OtherHistoryAsync(after, cancellationToken);
            }
            if (after.Position < read.Oldest.Position)
            {
                // Retention overtook a reader that was far behind: what it missed cannot be given any more.
                throw WatchErrors.PositionExpired(new WatchPosition(read.Oldest).ToString());
            }
            if (read.TooMany)
            {
                window = Math.Max(1, window / 8);
                continue;
            }
            foreach (var step in await ChangesAsync(selection, after, read.Segments, cancellationToken))
            {
                yield return step;
            }
            var progressed = read.End.Position > after.Position;
            after = read.End;
            if (progressed)
            {
                var segments = selection.Select(read.Segments, filter);
                yield return new(segments.Count > 0 ? WatchEvent.Rows : WatchEvent.Idle, new(after), segments);
            }
            if (after.Position >= read.Newest)
            {
                yield break;
            }
            window = read.RowsRead < FewRows ? Math.Min(LargestWindow, window * 2) : window;
        }
    }

    /// <summary>Live commits after one; ends when one is missing, saying so if that is because the reader was too slow.</summary>
    private async IAsyncEnumerable<WatchStep> FollowAsync(
        ResultHub.Subscription live,
        CommitMark after,
        WatchSelection selection,
        ScoreFilter filter,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var told = time.GetTimestamp();
        while (true)
        {
            while (live.TryRead(out var commit))
            {
                if (commit.Batch is not { } batch)
                {
                    if (commit.Mark == after)
                    {
                        continue;
                    }
                    // Ahead, or back: the store tells what there is.
                    yield break;
                }
                if (commit.Mark.History != after.History)
                {
                    throw await OtherHistoryAsync(after, cancellationToken);
                }
                if (commit.Mark.Position <= after.Position)
                {
                    continue;
                }
                if (commit.Mark.Position != after.Position + 1)
                {
                    yield break;
                }
                foreach (var step in await ChangesAsync(selection, after, batch.Segments, cancellationToken))
                {
                    yield return step;
                }
                after = commit.Mark;
                var segments = selection.Select(batch.Segments, filter);
                if (segments.Count > 0)
                {
                    told = time.GetTimestamp();
                    yield return new(WatchEvent.Rows, new(after), segments);
                }
                else if (time.GetElapsedTime(told) >= IdleInterval)
                {
                    // Commits that are none of this stream's business move its position all the same.
                    told = time.GetTimestamp();
                    yield return new(WatchEvent.Idle, new(after), []);
                }
            }
            if (live.HasOverrun)
            {
                yield return new(WatchEvent.FellBehind, new(after), []);
                yield break;
            }
            if (!await WaitAsync(live, cancellationToken))
            {
                foreach (var step in await ChangesAsync(selection, after, [], cancellationToken))
                {
                    yield return step;
                }
                told = time.GetTimestamp();
                yield return new(WatchEvent.Idle, new(after), []);
            }
        }
    }

    /// <summary>Waits for the next commit; false when none came for a while.</summary>
    private async Task<bool> WaitAsync(ResultHub.Subscription live, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ready = live.WaitAsync(stop.Token);
        var idle = Task.Delay(IdleInterval, time, stop.Token);
        var first = await Task.WhenAny(ready, idle);
        await stop.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return first == ready;
    }

    /// <summary>Says which metrics came and went, before the rows of those that came.</summary>
    private static async ValueTask<IReadOnlyList<WatchStep>> ChangesAsync(
        WatchSelection selection,
        CommitMark at,
        IReadOnlyList<RowSegment> rows,
        CancellationToken cancellationToken
    )
    {
        var (added, removed) = await selection.RefreshAsync(cancellationToken);
        var met = await selection.MeetAsync(rows, cancellationToken);
        if (added.Count + met.Count + removed.Count == 0)
        {
            return [];
        }
        var steps = new List<WatchStep>(2);
        if (added.Count + met.Count > 0)
        {
            steps.Add(new(WatchEvent.MetricsAdded, new(at), []) { Metrics = [.. added, .. met] });
        }
        if (removed.Count > 0)
        {
            steps.Add(new(WatchEvent.MetricsRemoved, new(at), []) { Metrics = removed });
        }
        return steps;
    }
}
