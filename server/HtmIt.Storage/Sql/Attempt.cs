namespace HtmIt.Storage.Sql;

/// <summary>One attempt at the database that ends in time, whatever the database does: one that hangs is left to itself and its connection
/// is closed.</summary>
/// <remarks>Npgsql cancels on the thread that asks for it: it opens a second connection, sends the request and waits until the database closes
/// that. A frozen database does not, so this takes the whole connection time-out; done on the threads of the pool, a few calls that are given
/// up together would stop the server. Hence a thread of its own for each, and no token of a caller and no command time-out, which would
/// cancel by themselves, ever gets to Npgsql.</remarks>
internal static class Attempt
{
    /// <param name="limit">None is left when it is negative: a machine that stood still for a while may have used it up.</param>
    /// <exception cref="TimeoutException">It took too long. It may still happen in the database.</exception>
    public static async Task<T> RunAsync<T>(
        Func<CancellationToken, Task<T>> work,
        TimeSpan limit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var cancel = new CancellationTokenSource();
        var running = work(cancel.Token);
        try
        {
            var result = await running.WaitAsync(limit < TimeSpan.Zero ? TimeSpan.Zero : limit, time, cancellationToken);
            cancel.Dispose();
            return result;
        }
        catch
        {
            if (!running.IsCompleted)
            {
                _ = Task.Factory.StartNew(cancel.Cancel, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            }
            _ = AbandonAsync(running);
            throw;
        }
    }

    /// <summary>Nobody waits for its end any more, however it ends. What it brings late is let go.</summary>
    private static async Task AbandonAsync<T>(Task<T> running)
    {
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (running.IsCompletedSuccessfully && running.Result is IAsyncDisposable late)
        {
            await late.DisposeAsync();
        }
    }
}
