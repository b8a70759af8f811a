using HtmIt.Core.Actors;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using Microsoft.Extensions.Logging;

namespace HtmIt.Core.Collecting;

/// <summary>What becomes of metrics that can't be collected: the first failure is noted, a success takes the note away. AWS that is away, keys that
/// expired, and permissions that are missing pass, so such metrics are tried for ever. Only a request that is wrong in itself sends its metric
/// to ERROR, after the grace period.</summary>
internal sealed partial class GracePeriod(ICollectedMetrics metrics, IModelRuntime runtime, CollectorOptions options, ILogger logger)
{
    private const int LongestMessage = 1_000;

    /// <param name="isFinal">Whether asking again does not help.</param>
    /// <returns>Whether a metric went to ERROR.</returns>
    public async Task<bool> FailAsync(
        IReadOnlyCollection<ICollected> failed,
        string message,
        bool isFinal,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        message = message.Length <= LongestMessage ? message : message[..LongestMessage];
        var grace = TimeSpan.FromMinutes(options.ErrorGraceMinutes);
        var overdue = failed.Where(one => isFinal && one.Metric.CollectorError is { } error && error.Since + grace < now).ToArray();
        // The reason that is told is the newest one; since when stays.
        foreach (var group in failed.Where(one => one.Metric.CollectorError?.Message != message).GroupBy(SinceOf))
        {
            await NoteAsync([.. group], new(group.Key ?? now, message), cancellationToken);
        }
        foreach (var one in overdue)
        {
            Log.GaveUp(logger, one.Metric.Id, message);
            await FailAsync(one.Metric.Id, message, cancellationToken);
        }
        return overdue.Length > 0;
    }

    public async Task ForgiveAsync(IEnumerable<ICollected> healthy, CancellationToken cancellationToken)
    {
        var forgiven = healthy.Where(one => one.Metric.CollectorError is not null).ToArray();
        if (forgiven.Length > 0)
        {
            var since = forgiven.Min(SinceOf)!.Value;
            await NoteAsync(forgiven, null, cancellationToken);
            Log.IsBack(logger, forgiven.Length, forgiven[0].Metric.Id, since);
        }
    }

    private static DateTimeOffset? SinceOf(ICollected metric) => metric.Metric.CollectorError?.Since;

    private async Task FailAsync(MetricId metric, string message, CancellationToken cancellationToken)
    {
        try
        {
            await runtime.FailAsync(metric, message, cancellationToken);
        }
        catch (DomainException refusal)
        {
            // Deleted meanwhile, or the database is away: the others are told all the same, and reading the metrics anew says which.
            Log.NotFailed(logger, metric, refusal.Message);
        }
    }

    private async Task NoteAsync(ICollected[] noted, CollectorError? error, CancellationToken cancellationToken)
    {
        await metrics.SetCollectorErrorAsync([.. noted.Select(one => one.Metric.Id)], error, cancellationToken);
        foreach (var one in noted)
        {
            one.Note(error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1304, LogLevel.Warning, "Metric {Metric} could not be collected for too long and goes to ERROR: {Fault}")]
        public static partial void GaveUp(ILogger logger, MetricId metric, string fault);

        [LoggerMessage(1305, LogLevel.Warning, "Metric {Metric} does not go to ERROR yet: {Reason}")]
        public static partial void NotFailed(ILogger logger, MetricId metric, string reason);

        [LoggerMessage(1309, LogLevel.Information, "{Metrics} metrics are collected again, e.g. {Metric}, which failed since {Since:O}")]
        public static partial void IsBack(ILogger logger, int metrics, MetricId metric, DateTimeOffset since);
    }
}
