using System.Runtime.CompilerServices;
using HtmIt.Core.Aws;

namespace HtmIt.Core.Collecting;

/// <summary>GetMetricData in one account and region. All that is asked for there goes through here, so that a call which is turned away keeps
/// the others back too. Calls may be made side by side.</summary>
public sealed class MetricDataCalls(AwsScope scope, ICloudWatch cloudWatch, AwsTime time)
{
    private readonly RegionThrottle _throttle = new(time);
    private int _corrections = time.Corrections;

    public bool IsPaused => _throttle.IsPaused;

    /// <summary>When the next call may be made.</summary>
    public DateTimeOffset PausedUntil => _throttle.Until;

    /// <summary>Whether AWS still has the time that the round goes by.</summary>
    public bool IsTimely => time.Corrections == Volatile.Read(ref _corrections);

    /// <summary>A round begins.</summary>
    /// <returns>The time that it goes by.</returns>
    public DateTimeOffset Begin()
    {
        Volatile.Write(ref _corrections, time.Corrections);
        return time.GetUtcNow();
    }

    /// <summary>Asks for a batch. A refused call is halved until the one series that spoils it is alone, so that the batch comes in parts, each
    /// as soon as it is known.</summary>
    public async IAsyncEnumerable<CallPart<T>> AskAsync<T>(
        CollectionBatch<T> batch,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
        where T : IRequested
    {
        var report = new CollectionReport();
        var waiting = new Stack<CollectionBatch<T>>([batch]);
        while (waiting.TryPop(out var next))
        {
            var outcome = await CallAsync(next, cancellationToken);
            report += ReportOf(outcome, next.Series.Count);
            if (outcome is CallOutcome.Failed { IsRefused: true } && next.Series.Count > 1)
            {
                var (first, second) = next.Halves();
                waiting.Push(second);
                waiting.Push(first);
                continue;
            }
            yield return new(next.Series, outcome, report);
            report = new();
        }
    }

    private async Task<CallOutcome> CallAsync<T>(CollectionBatch<T> batch, CancellationToken cancellationToken)
        where T : IRequested
    {
        if (IsPaused || !IsTimely)
        {
            return new CallOutcome.NotMade();
        }
        var began = time.GetUtcNow();
        try
        {
            var data = await cloudWatch.GetMetricDataAsync(
                scope,
                [.. batch.Series.Select(one => one.Query)],
                DateTimeOffset.FromUnixTimeSeconds(batch.Window.Start),
                DateTimeOffset.FromUnixTimeSeconds(batch.Window.End),
                cancellationToken
            );
            _throttle.Answered(began);
            return IsTimely
                ? new CallOutcome.Answered(data.Results) { Throttled = data.Throttled }
                : new CallOutcome.Untimely { Throttled = data.Throttled };
        }
        catch (AwsException fault) when (fault.Fault == AwsFault.Throttled)
        {
            _throttle.Throttled(began);
            return new CallOutcome.TurnedAway(fault.Message) { Throttled = fault.Throttled };
        }
        catch (AwsException fault)
        {
            return IsTimely
                ? new CallOutcome.Failed(fault.Message, fault.Fault == AwsFault.Refused) { Throttled = fault.Throttled }
                : new CallOutcome.Untimely { Throttled = fault.Throttled };
        }
    }

    private static CollectionReport ReportOf(CallOutcome outcome, int series) =>
        outcome is CallOutcome.NotMade
            ? new()
            : new()
            {
                Calls = 1,
                MetricsRequested = series,
                Throttled = outcome.Throttled,
            };
}
