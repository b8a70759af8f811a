using HtmIt.Core.Log;
using HtmIt.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HtmIt.Storage.Samples;

/// <summary>Writes a group of requests in one transaction: takes the next position, moves the heads by compare and set, writes the rows.
/// The lock on the row of <c>commit_head</c> makes commits of all nodes take turns, so that positions are in commit order.</summary>
/// <remarks>Used by one caller at a time, beside attempts that were given up and may still be under way. When the answer to a commit is lost,
/// requests of it that are given again are not written again before it is known that the commit did not happen.</remarks>
internal sealed class CommitTransaction(
    [FromKeyedServices(DataSources.Writer)] NpgsqlDataSource database,
    PartitionKeeper partitions,
    CommitInquiry inquiry,
    ICommitHistory history,
    CommitMemory memory,
    TimeProvider time
)
{
    /// <exception cref="PostgresException">Nothing was written.</exception>
    /// <exception cref="NpgsqlException">A passing one: it may have been written; the same requests can be given again.</exception>
    public async Task<CommitOutcome> ExecuteAsync(IReadOnlyList<WriteRequest> group, CancellationToken cancellationToken)
    {
        if (await FindCommittedAsync(group, cancellationToken) is { } before)
        {
            return CommitOutcome.Committed(before);
        }
        var outcome = await TryWriteAsync(group, cancellationToken);
        // Who moved the heads may have been an attempt that was left to itself, and got through meanwhile.
        return outcome.Stale.Count > 0 && await FindCommittedAsync(group, cancellationToken) is { } meanwhile
            ? CommitOutcome.Committed(meanwhile)
            : outcome;
    }

    private async Task<CommitOutcome> TryWriteAsync(IReadOnlyList<WriteRequest> group, CancellationToken cancellationToken)
    {
        await partitions.EnsureAsync(group, cancellationToken);
        try
        {
            return await WriteAsync(group, cancellationToken);
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.CheckViolation && partitions.Forget(group))
        {
            // Another server, with another retention threshold, removed the month that rows go to.
            await partitions.EnsureAsync(group, cancellationToken);
            return await WriteAsync(group, cancellationToken);
        }
    }

    private async Task<CommitOutcome> WriteAsync(IReadOnlyList<WriteRequest> group, CancellationToken cancellationToken)
    {
        var sorted = group.OrderBy(request => request.Metric.Number).ToArray();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);

        var seen = memory.Newest;
        var start = await CommitHeads.MoveAsync(connection, sorted, seen, cancellationToken);
        if (seen is { } missing && !start.Continues(missing))
        {
            // The database has gone back. A new history begins before anything is written.
            await transaction.RollbackAsync(cancellationToken);
            await history.LeaveAsync(missing, cancellationToken);
            memory.Forget(missing);
            return await WriteAsync(group, cancellationToken);
        }
        if (start.Moved.Count != sorted.Length)
        {
            await transaction.RollbackAsync(cancellationToken);
            return CommitOutcome.Refused(
                sorted.Select(request => request.Metric.Number).Where(number => !start.Moved.Contains(number)).ToHashSet()
            );
        }
        await RowCopy.WriteAsync(connection, start.Commit.Position, sorted.Where(request => request.IsAppend), cancellationToken);
        foreach (var request in sorted.Where(request => !request.IsAppend))
        {
            await RowUpdate.WriteAsync(connection, start.Commit.Position, start.KeptSince, request, cancellationToken);
        }
        var incidents = await IncidentRecord.WriteAsync(connection, start.Commit.Position, sorted, cancellationToken);
        var candidates = await CandidateRecord.WriteAsync(connection, sorted, start.Bounds, time.GetUtcNow(), cancellationToken);
        var batch = new CommittedBatch(start.Commit, Segments(sorted))
        {
            Bounds = start.Bounds,
            CandidateCount = candidates,
            IncidentCount = incidents,
        };
        var commit = new DoubtfulCommit(batch, sorted);
        await CommitAsync(transaction, commit, cancellationToken);
        memory.Saw(start.Commit);
        return CommitOutcome.Committed(commit);
    }

    private static IReadOnlyList<RowSegment> Segments(WriteRequest[] group) =>
        [.. group.Where(request => request.Rows.Count > 0).Select(request => new RowSegment(request.Metric, request.Rows))];

    private async Task CommitAsync(NpgsqlTransaction transaction, DoubtfulCommit commit, CancellationToken cancellationToken)
    {
        // Before it begins: an attempt that hangs is left to itself, and the next one has to know of it.
        commit.Begin();
        try
        {
            await transaction.CommitAsync(cancellationToken);
        }
        catch (Exception)
        {
            // Whatever the fault says, only the log tells: even "terminated" may be said after the commit happened.
            if (!await WasCommittedAsync(commit, cancellationToken))
            {
                throw;
            }
        }
    }

    private async Task<DoubtfulCommit?> FindCommittedAsync(IReadOnlyList<WriteRequest> group, CancellationToken cancellationToken)
    {
        foreach (var commit in group.SelectMany(request => request.Doubts).Distinct().ToArray())
        {
            if (await WasCommittedAsync(commit, cancellationToken))
            {
                return commit;
            }
        }
        return null;
    }

    private async Task<bool> WasCommittedAsync(DoubtfulCommit commit, CancellationToken cancellationToken)
    {
        var committed = await inquiry.WasCommittedAsync(commit.Batch.Commit, cancellationToken);
        if (!committed)
        {
            commit.Dismiss();
        }
        return committed;
    }
}
