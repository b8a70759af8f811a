using HtmIt.Core.Actors;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using Microsoft.Extensions.Logging;

namespace HtmIt.Core.Collecting;

/// <summary>How long metrics may fail to be collected before they go to ERROR: the first failure begins the time, a success ends it.</summary>
internal sealed partial class GracePeriod(ICollectedMetrics metrics, IModelRuntime runtime, CollectorOptions options, ILogger logger)
{
    private const int LongestMessage = 1_000;

    /// <returns>Whether a metric went to ERROR.</returns>
    public async Task<bool> FailAsync(
        IReadOnlyCollection<ICollected> failed,
        string message,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        message = message.Length <= LongestMessage ? message : message[..LongestMessage];
        var overdue = failed.Where(one => one.Metric.CollectorError is { } error && error.Deadline < now).ToArray();
        var fresh = failed.Where(one => one.Metric.CollectorError is null).ToArray();
        await NoteAsync(fresh, new(now + TimeSpan.FromMinutes(options.ErrorGraceMinutes), message), cancellationToken);
        foreach (var one in overdue)
        {
            Log.GaveUp(logger, one.Metric.Id, message);
            await FailAsync(one.Metric.Id, message, cancellationToken);
        }
        return overdue.Length > 0;
    }

    public Task ForgiveAsync(IEnumerable<ICollected> healthy, CancellationToken cancellationToken) =>
        NoteAsync([.. healthy.Where(one => one.Metric.CollectorError is not null)], null, cancellationToken);

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
        if (noted.Length == 0)
        {
            return;
        }
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
    }
}
