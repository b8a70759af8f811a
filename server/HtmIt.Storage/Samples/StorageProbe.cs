using HtmIt.Core.Diagnostics;
using HtmIt.Storage.Sql;
using Npgsql;

namespace HtmIt.Storage.Samples;

/// <summary>Does what every write begins with, the lock on the newest position, on a connection of its own, and asks the writer what it
/// knows. Those who ask while a probe is under way share it, so that probes that hang do not pile up.</summary>
internal sealed class StorageProbe(NpgsqlDataSource database, WriteState writes, TimeProvider time) : IStorageProbe, IAsyncDisposable
{
    /// <summary>Commits in this time make a probe needless.</summary>
    private static readonly TimeSpan JustNow = TimeSpan.FromMilliseconds(500);

    /// <summary>A busy writer may hold the lock for longer than a probe waits. Commits in this time tell that it is busy, not stuck.</summary>
    private static readonly TimeSpan Lately = TimeSpan.FromSeconds(3);

    /// <summary>The limits end within a second together: first the lock's in the database, then ours.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(800);

    /// <summary>Without rows changed, and rolled back. The tables' locks are those of a write, so a table that somebody has locked shows.
    /// </summary>
    private const string BeginWrite = """
        begin;
        set local lock_timeout = '500ms';
        lock table only metric_head, only metric_data in row exclusive mode;
        select position from commit_head where id = 1 for no key update;
        rollback;
        """;

    private readonly Lock _lock = new();
    private Task<string?>? _probing;

    public async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        if (writes.IsFailing)
        {
            return "Writes fail and are tried again.";
        }
        if (writes.HasCommittedWithin(JustNow))
        {
            return null;
        }
        var fault = await ProbeAsync().WaitAsync(cancellationToken);
        return fault is null || !writes.IsFailing && writes.HasCommittedWithin(Lately) ? null : fault;
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private Task<string?> ProbeAsync()
    {
        lock (_lock)
        {
            if (_probing is not { IsCompleted: false })
            {
                _probing = TryAsync();
            }
            return _probing;
        }
    }

    private async Task<string?> TryAsync()
    {
        try
        {
            await Attempt.RunAsync(BeginWriteAsync, Limit, time, CancellationToken.None);
            return null;
        }
        catch (TimeoutException)
        {
            return $"The database did not answer within {Limit.TotalMilliseconds} ms.";
        }
        catch (Exception fault)
        {
            // Whatever it is, a write would meet it too.
            return fault.Message;
        }
    }

    private async Task<bool> BeginWriteAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(BeginWrite);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }
}
