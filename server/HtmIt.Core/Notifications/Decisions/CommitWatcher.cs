using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Notifications.Devices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HtmIt.Core.Notifications.Decisions;

/// <summary>Wakes the decisions when a commit recorded rows for them. Without any device, anomalies are only logged.</summary>
internal sealed partial class CommitWatcher(
    NotificationSignals signals,
    IOptions<NotificationOptions> options,
    Learning learning,
    TimeProvider time,
    ILogger<CommitWatcher> logger
) : ICommitListener
{
    private readonly NotificationBounds _bounds =
        options.Value.DefaultScore == NotificationScore.Likelihood
            ? new(DeviceRules.DefaultLikelihoodThreshold, null)
            : new(null, DeviceRules.DefaultSeverityThreshold);

    public void OnCommitted(CommittedBatch batch)
    {
        if (batch.CandidateCount > 0)
        {
            signals.Candidates.Set();
        }
        else if (batch.Bounds.IsEmpty)
        {
            LogAnomalies(batch);
        }
    }

    /// <summary>One line for all of a commit, however many there are.</summary>
    private void LogAnomalies(CommittedBatch batch)
    {
        var now = time.GetUtcNow();
        var count = 0;
        (MetricRef Metric, DataRow Row) first = default;
        foreach (var segment in batch.Segments)
        {
            for (var i = 0; i < segment.Rows.Count; i++)
            {
                var row = segment.Rows[i];
                if (
                    NotificationRules.Concerns(row, _bounds, now)
                    && !NotificationRules.IsLearning(options.Value.DefaultScore, row.RowId, learning)
                    && count++ == 0
                )
                {
                    first = (segment.Metric, row);
                }
            }
        }
        if (count > 0)
        {
            var score = first.Row.Score!.Value;
            Log.Anomaly(logger, first.Metric.Id.ResourceName, first.Row.RowId, score.AnomalyLikelihood, score.Severity, count - 1);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            1101,
            LogLevel.Information,
            "Anomaly in {Metric}, row {RowId}: likelihood {AnomalyLikelihood}, severity {Severity}; {Others} more at once. No device is to be notified"
        )]
        public static partial void Anomaly(
            ILogger logger,
            string metric,
            long rowId,
            double anomalyLikelihood,
            double severity,
            int others
        );
    }
}
