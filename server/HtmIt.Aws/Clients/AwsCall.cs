using HtmIt.Core.CloudWatch;
using Microsoft.Extensions.Options;

namespace HtmIt.Aws.Clients;

/// <summary>Runs calls to AWS: tries again after passing faults, and turns what is final into an <see cref="AwsException"/>.</summary>
internal sealed class AwsCall(IOptions<AwsOptions> options, TimeProvider time)
{
    private const double ShortestPauseSeconds = 0.75;
    private const double LongestPauseSeconds = 1;

    /// <param name="what">Service and operation, for messages, e.g. <c>EC2 DescribeInstances</c>.</param>
    /// <exception cref="AwsException">The call failed for good.</exception>
    public async Task<T> RunAsync<T>(
        string what,
        AwsScope scope,
        Func<CancellationToken, Task<T>> call,
        CancellationToken cancellationToken
    )
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await call(cancellationToken);
            }
            catch (Exception fault) when (fault is not AwsException && !cancellationToken.IsCancellationRequested)
            {
                var pause = Pause();
                var late = time.GetElapsedTime(started) + pause > TimeSpan.FromSeconds(options.Value.RetrySeconds);
                if (late || !AwsFaults.IsPassing(fault))
                {
                    throw AwsFaults.ToException(what, scope, fault);
                }
                await Task.Delay(pause, time, cancellationToken);
            }
        }
    }

    /// <summary>Differs from call to call, so that those that failed together do not come back together.</summary>
    private static TimeSpan Pause() =>
        TimeSpan.FromSeconds(ShortestPauseSeconds + (Random.Shared.NextDouble() * (LongestPauseSeconds - ShortestPauseSeconds)));
}
