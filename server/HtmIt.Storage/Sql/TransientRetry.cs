using HtmIt.Core.Errors;
using Microsoft.Extensions.Options;

namespace HtmIt.Storage.Sql;

/// <summary>Runs whole transactions again after faults that pass, for a limited time in all.</summary>
internal sealed class TransientRetry(IOptions<StorageOptions> options, DatabasePulse pulse, TimeProvider time)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>So long after the database is back at most, work goes on.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _retryTime = TimeSpan.FromSeconds(options.Value.RetrySeconds);

    /// <param name="patience">How long an attempt may take that is known to be long, as long as the database answers others; without one an
    /// attempt has what is left of the retry time.</param>
    public async Task<T> ExecuteAsync<T>(
        Func<CancellationToken, Task<T>> transaction,
        CancellationToken cancellationToken,
        TimeSpan? patience = null
    )
    {
        var started = time.GetTimestamp();
        for (var delay = FirstDelay; ; delay = TimeSpan.FromTicks(Math.Min(2 * delay.Ticks, LongestDelay.Ticks)))
        {
            var left = _retryTime - time.GetElapsedTime(started);
            try
            {
                return patience is { } limit
                    ? await RunLongAsync(transaction, limit, left, cancellationToken)
                    : await Attempt.RunAsync(transaction, left, time, cancellationToken);
            }
            catch (Exception fault) when (DatabaseFaults.Passes(fault))
            {
                if (time.GetElapsedTime(started) + delay >= _retryTime)
                {
                    throw DomainErrors.StorageUnavailable(fault);
                }
                await Task.Delay(delay, time, cancellationToken);
            }
        }
    }

    /// <summary>Runs what must not be tried again, with the same limits.</summary>
    public async Task<T> OnceAsync<T>(Func<CancellationToken, Task<T>> statement, TimeSpan patience, CancellationToken cancellationToken)
    {
        try
        {
            return await RunLongAsync(statement, patience, _retryTime, cancellationToken);
        }
        catch (Exception fault) when (DatabaseFaults.Passes(fault))
        {
            throw DomainErrors.StorageUnavailable(fault);
        }
    }

    /// <param name="silence">When the database has answered nobody for so long, it is away, and the attempt with it.</param>
    private async Task<T> RunLongAsync<T>(
        Func<CancellationToken, Task<T>> work,
        TimeSpan limit,
        TimeSpan silence,
        CancellationToken cancellationToken
    )
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var running = Attempt.RunAsync(work, limit, time, over.Token);
        var silent = pulse.UntilSilentAsync(silence, over.Token);
        var first = await Task.WhenAny(running, silent);
        await over.CancelAsync();
        if (first == running)
        {
            return await running;
        }
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        throw new TimeoutException($"The database answered nobody for {silence.TotalSeconds:0.#} s.");
    }
}
