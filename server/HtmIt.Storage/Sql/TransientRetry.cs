using HtmIt.Core.Errors;
using Microsoft.Extensions.Options;

namespace HtmIt.Storage.Sql;

/// <summary>Runs whole transactions again after faults that pass, for a limited time in all.</summary>
internal sealed class TransientRetry(IOptions<StorageOptions> options, TimeProvider time)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(100);

    /// <summary>So long after the database is back at most, work goes on.</summary>
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _retryTime = TimeSpan.FromSeconds(options.Value.RetrySeconds);

    /// <param name="patience">How long an attempt may take that is known to be long; otherwise what is left of the retry time.</param>
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
                return await Attempt.RunAsync(transaction, patience ?? left, time, cancellationToken);
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
}
