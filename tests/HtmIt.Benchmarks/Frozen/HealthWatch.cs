using System.Diagnostics;
using Grpc.Core;
using Grpc.Health.V1;

namespace HtmIt.Benchmarks.Frozen;

/// <summary>Asks for the health again and again: the slowest answer counts, and what is said once the fault can be known.</summary>
internal static class HealthWatch
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>From when the database froze: a commit of the last three seconds speaks for a writer that is busy.</summary>
    private static readonly TimeSpan Knowable = TimeSpan.FromSeconds(4);

    public static async Task<EndedCall> RunAsync(ChannelBase channel, double limit, Task others, CancellationToken cancellationToken)
    {
        var health = new Health.HealthClient(channel);
        var began = Stopwatch.GetTimestamp();
        var slowest = TimeSpan.Zero;
        var said = new SortedSet<string>(StringComparer.Ordinal);
        while (!others.IsCompleted)
        {
            var asked = Stopwatch.GetTimestamp();
            var answer = await health.CheckAsync(new(), cancellationToken: cancellationToken);
            var took = Stopwatch.GetElapsedTime(asked);
            slowest = took > slowest ? took : slowest;
            if (Stopwatch.GetElapsedTime(began) > Knowable)
            {
                said.Add(answer.Status.ToString());
            }
            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
        }
        return new("health, slowest answer", slowest.TotalSeconds, string.Join(", ", said), limit);
    }
}
