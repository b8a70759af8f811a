using HtmIt.Core.Errors;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Notifications.Decisions;

/// <summary>Decides on recorded rows as soon as they are committed, and removes what is too old.</summary>
internal sealed partial class DecisionWorker(
    IDecisionStore store,
    DecideNotifications decide,
    NotificationSignals signals,
    HoldBackReport report,
    IOptions<NotificationOptions> options,
    TimeProvider time,
    ILogger<DecisionWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan PurgeInterval = TimeSpan.FromHours(1);
    private static readonly TimeSpan LongestWithoutSamples = TimeSpan.FromDays(1);
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(1);

    private readonly FaultLog _faults = new(logger, time, "Deciding on notifications");
    private DateTimeOffset _nextPurge = DateTimeOffset.MinValue;
    private DateTimeOffset _nextRefresh = DateTimeOffset.MinValue;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sweep = TimeSpan.FromSeconds(options.Value.SweepSeconds);
        try
        {
            while (true)
            {
                var done = await TryWorkAsync(stoppingToken);
                await signals.Candidates.WaitAsync(done ? sweep : PauseAfterFault, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what is recorded is decided after the next start.
        }
    }

    private async Task<bool> TryWorkAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PurgeAsync(cancellationToken);
            await DecideAsync(cancellationToken);
            await RefreshAsync(cancellationToken);
            await report.SayAsync(cancellationToken);
            _faults.Succeeded();
            return true;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            // The boundary of the loop: nothing is lost, the rows stay recorded.
            _faults.Failed(fault);
            return false;
        }
    }

    private async Task DecideAsync(CancellationToken cancellationToken)
    {
        DecisionOutcome outcome;
        do
        {
            DecisionInput? decided = null;
            outcome = await store.DecideAsync(input => decide.Execute(decided = input, time.GetUtcNow()), cancellationToken);
            if (decided is not null)
            {
                report.Note(decided);
            }
            if (outcome.Notifications > 0)
            {
                Log.Decided(logger, outcome.Candidates, outcome.Notifications, outcome.Deliveries);
                signals.Decided();
            }
        } while (outcome.Candidates == IDecisionStore.BatchSize);
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now < _nextRefresh)
        {
            return;
        }
        var refresh = TimeSpan.FromSeconds(options.Value.AlertRefreshSeconds);
        if (await store.RefreshAlertsAsync(now - refresh, now - LongestWithoutSamples, cancellationToken) > 0)
        {
            signals.Deliveries(NotificationChannel.Alertmanager).Set();
        }
        // As often as work is looked for: what was told a moment after the last look is late by no more than that.
        _nextRefresh = now + TimeSpan.FromSeconds(Math.Min(options.Value.SweepSeconds, options.Value.AlertRefreshSeconds));
    }

    private async Task PurgeAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now < _nextPurge)
        {
            return;
        }
        var purged = await store.PurgeAsync(now - NotificationRules.Retention, cancellationToken);
        _nextPurge = now + PurgeInterval;
        if (purged.Devices > 0 || purged.Notifications > 0)
        {
            Log.Purged(logger, purged.Devices, purged.Notifications);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1102, LogLevel.Debug, "{Candidates} rows: {Notifications} notifications, {Deliveries} deliveries")]
        public static partial void Decided(ILogger logger, int candidates, int notifications, int deliveries);

        [LoggerMessage(1103, LogLevel.Information, "Removed {Devices} devices not seen for 30 days, and {Notifications} old notifications")]
        public static partial void Purged(ILogger logger, int devices, int notifications);
    }
}
