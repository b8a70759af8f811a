using System.Diagnostics;
using HtmIt.Aws.Settings;
using HtmIt.Core.Aws;
using Microsoft.Extensions.Options;

namespace HtmIt.Aws.Clients;

/// <summary>Runs calls to AWS: tries again after passing faults, and turns what is final into an <see cref="AwsException"/>.</summary>
internal sealed class AwsCall(IOptions<AwsOptions> options, TimeProvider time, AwsTime awsTime, EndlessPages pages)
{
    /// <summary>A timer may be over a moment before another clock says so.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMilliseconds(50);

    private const double ShortestPauseSeconds = 0.75;
    private const double LongestPauseSeconds = 1;

    /// <summary>Watches over the pages of one answer.</summary>
    public PageGuard Pages(AwsAction action, AwsScope scope) => pages.Guard(action.ToString(), scope);

    /// <param name="tries">Takes what became of the tries; null when nobody wants to know.</param>
    /// <exception cref="AwsException">The call failed for good.</exception>
    public async Task<T> RunAsync<T>(
        AwsAction action,
        AwsScope scope,
        Func<CancellationToken, Task<T>> call,
        CancellationToken cancellationToken,
        CallTries? tries = null
    )
    {
        tries ??= new();
        var started = time.GetTimestamp();
        while (true)
        {
            var began = Stopwatch.GetTimestamp();
            try
            {
                return await call(cancellationToken);
            }
            catch (Exception caught) when (caught is not AwsException && !cancellationToken.IsCancellationRequested)
            {
                // What a connection that was given up throws is not always a time-out: it may look like a broken one.
                var late = Stopwatch.GetElapsedTime(began) >= TimeSpan.FromSeconds(options.Value.TimeoutSeconds) - ClockTolerance;
                var fault = late ? new TimeoutException("There was no whole answer in time.", caught) : caught;
                tries.Throttled += AwsFaults.KindOf(fault) == AwsFault.Throttled ? 1 : 0;
                var pause = Pause();
                var enough = time.GetElapsedTime(started) + pause > TimeSpan.FromSeconds(options.Value.RetrySeconds);
                if (enough || !AwsFaults.IsPassing(fault, awsTime.MachineAhead))
                {
                    throw AwsFaults.ToException(action, scope, fault, awsTime.MachineAhead, tries.Throttled);
                }
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    /// <summary>Differs from call to call, so that those that failed together do not come back together.</summary>
    private static TimeSpan Pause() =>
        TimeSpan.FromSeconds(ShortestPauseSeconds + (Random.Shared.NextDouble() * (LongestPauseSeconds - ShortestPauseSeconds)));
}
