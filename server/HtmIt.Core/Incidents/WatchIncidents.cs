using System.Runtime.CompilerServices;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Watch;

namespace HtmIt.Core.Incidents;

/// <summary>A stream of changed incidents: what changed after a position first, then live.</summary>
/// <remarks>Incidents are few, so they are always read from the store, by the commits that changed them last; live commits only say when to
/// look. An incident that changes while its commits are read moves on to a later one, and is found there.</remarks>
public sealed class WatchIncidents(
    IIncidentStore incidents,
    ISampleReader reader,
    ICommitHistory history,
    IMetricStore metrics,
    SeenMetrics seen,
    ResultHub hub,
    TimeProvider time
)
{
    private const int PageSize = 500;

    /// <exception cref="DomainException">MetricNotFound, PositionOfOtherHistory.</exception>
    public async IAsyncEnumerable<IncidentStep> ExecuteAsync(
        IncidentWatchQuery query,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var (after, fromTime) = await FindStartAsync(query.Start, cancellationToken);
        var selection = await WatchSelection.StartAsync(query.Selector, metrics, seen, time, cancellationToken);
        yield return new(WatchEvent.Idle, new(after), []);
        var (caughtUp, told) = (false, time.GetTimestamp());
        while (true)
        {
            // Before the read: what is committed meanwhile is seen by the one or the other.
            using var live = hub.Subscribe();
            var newest = (await FindRangeAsync(after, cancellationToken)).Newest;
            while (after.Position < newest.Position)
            {
                var window = new IncidentWindow(after.Position, newest.Position)
                {
                    MinSeverity = query.MinSeverity,
                    FromTime = fromTime,
                    Limit = PageSize,
                };
                var page = await incidents.ReadChangesAsync(window, cancellationToken);
                var changes = await SelectAsync(page, selection, after.Position, cancellationToken);
                after = page.Count < PageSize ? newest : page[^1].Commit;
                if (changes.Count > 0)
                {
                    told = time.GetTimestamp();
                    yield return new(WatchEvent.Rows, new(after), changes);
                }
            }
            fromTime = null;
            if (!caughtUp)
            {
                (caughtUp, told) = (true, time.GetTimestamp());
                yield return new(WatchEvent.CaughtUp, new(after), []);
            }
            for (var changed = false; !changed; )
            {
                (changed, after) = await WaitAsync(live, after, IdleTimeLeft(told), cancellationToken);
                if (IdleTimeLeft(told) == TimeSpan.Zero)
                {
                    told = time.GetTimestamp();
                    yield return new(WatchEvent.Idle, new(after), []);
                }
            }
        }
    }

    /// <summary>Where a watch goes on after all that is there now.</summary>
    public async Task<WatchPosition> ReadPositionAsync(CancellationToken cancellationToken) =>
        new((await reader.ReadRangeAsync(cancellationToken)).Newest);

    /// <summary>A position of long ago is none too old: what it misses is no longer kept.</summary>
    private async Task<(CommitMark After, long? FromTime)> FindStartAsync(WatchStart start, CancellationToken cancellationToken)
    {
        if (start is WatchStart.After { Position.Commit: var commit })
        {
            await FindRangeAsync(commit, cancellationToken);
            return (commit, null);
        }
        var now = await reader.ReadRangeAsync(cancellationToken);
        return start is WatchStart.Since since ? (new(now.History, 0, 0), since.Time) : (now.Newest, null);
    }

    /// <summary>What there is, provided that a commit to go on from is part of it.</summary>
    private async Task<LogRange> FindRangeAsync(CommitMark commit, CancellationToken cancellationToken)
    {
        var (isThere, range) = await reader.FindCommitAsync(commit, cancellationToken);
        if (isThere)
        {
            return range;
        }
        range = await history.LeaveAsync(commit, cancellationToken);
        throw WatchErrors.PositionOfOtherHistory(range.History, new WatchPosition(range.Oldest).ToString());
    }

    private async Task<IReadOnlyList<IncidentChange>> SelectAsync(
        IReadOnlyList<Incident> page,
        WatchSelection selection,
        long after,
        CancellationToken cancellationToken
    )
    {
        await selection.RefreshAsync(cancellationToken);
        await selection.MeetAsync([.. page.Select(incident => new RowSegment(incident.Metric, []))], cancellationToken);
        var followed = page.Where(incident => selection.Follows(incident.Metric.Number)).ToList();
        var known = await seen.FindAsync(followed.Select(incident => incident.Metric.Number), cancellationToken);
        return
        [
            .. followed
                .Where(incident => known.ContainsKey(incident.Metric.Number))
                .Select(incident => new IncidentChange(KindOf(incident, after), incident, known[incident.Metric.Number])),
        ];
    }

    private static IncidentChangeKind KindOf(Incident incident, long after) =>
        !incident.IsOpen ? IncidentChangeKind.Ended
        : incident.OpenPosition > after ? IncidentChangeKind.Opened
        : IncidentChangeKind.Raised;

    private TimeSpan IdleTimeLeft(long told)
    {
        var left = WatchMetricData.IdleInterval - time.GetElapsedTime(told);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>Waits for a commit that may have changed incidents, or until the time is up; those that have not only move the position.
    /// </summary>
    private async Task<(bool Changed, CommitMark After)> WaitAsync(
        ResultHub.Subscription live,
        CommitMark after,
        TimeSpan atMost,
        CancellationToken cancellationToken
    )
    {
        using var timeout = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        while (true)
        {
            while (live.TryRead(out var commit))
            {
                if (commit.Mark.History == after.History && commit.Mark.Position <= after.Position)
                {
                    continue;
                }
                var isNext = commit.Mark.History == after.History && commit.Mark.Position == after.Position + 1;
                if (!isNext || commit.Batch is not { IncidentCount: 0 })
                {
                    // Changed, or made elsewhere: the store tells.
                    return (true, after);
                }
                after = commit.Mark;
            }
            if (live.HasOverrun)
            {
                return (true, after);
            }
            try
            {
                await live.WaitAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return (false, after);
            }
        }
    }
}
