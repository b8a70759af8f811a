using Npgsql;

namespace HtmIt.Storage.Sql;

/// <summary>Whether the database answers at all, asked on a connection of its own: a statement that takes minutes by right can't be told from
/// one that hangs otherwise. Those who ask at the same time share a beat.</summary>
/// <param name="database">Nobody else waits for its connections.</param>
internal sealed class DatabasePulse(NpgsqlDataSource database, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private Task<bool>? _beating;

    /// <summary>Returns when the database has not answered for so long, at most a second later.</summary>
    public async Task UntilSilentAsync(TimeSpan silence, CancellationToken cancellationToken)
    {
        for (var answered = time.GetTimestamp(); time.GetElapsedTime(answered) < silence; )
        {
            await Task.Delay(Interval, time, cancellationToken);
            if (await BeatAsync().WaitAsync(cancellationToken))
            {
                answered = time.GetTimestamp();
            }
        }
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private Task<bool> BeatAsync()
    {
        lock (_lock)
        {
            if (_beating is not { IsCompleted: false })
            {
                _beating = TryAsync();
            }
            return _beating;
        }
    }

    private async Task<bool> TryAsync()
    {
        try
        {
            await Attempt.RunAsync(AskAsync, Limit, time, CancellationToken.None);
            return true;
        }
        catch (PostgresException)
        {
            // A refusal is an answer: what runs already may run on.
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    private async Task<bool> AskAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("select");
        await command.ExecuteNonQueryAsync(cancellationToken);
        return true;
    }
}
