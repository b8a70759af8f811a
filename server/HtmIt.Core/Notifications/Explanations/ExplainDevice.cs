using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Notifications.Decisions;
using HtmIt.Core.Notifications.Devices;
using HtmIt.Core.Notifications.History;

namespace HtmIt.Core.Notifications.Explanations;

/// <summary>Tells what holds notifications of a metric back from a device, by the conditions of the decisions themselves.</summary>
public sealed class ExplainDevice(
    IDeviceStore devices,
    IMetricStore metrics,
    ISampleReader samples,
    INotificationStore notifications,
    DecideNotifications decide,
    Learning learning,
    TimeProvider time
)
{
    /// <exception cref="DomainException">DeviceNotFound, MetricNotFound.</exception>
    public async Task<DeviceExplanation> ExecuteAsync(string deviceId, MetricId metricId, CancellationToken cancellationToken)
    {
        var device = await devices.FindAsync(deviceId, cancellationToken) ?? throw NotificationErrors.DeviceNotFound(deviceId);
        var metric = await metrics.FindAsync(metricId, cancellationToken) ?? throw MetricErrors.MetricNotFound(metricId);
        var query = new RowQuery(metric.Number)
        {
            IncludeUnscored = true,
            Descending = true,
            Limit = 1,
        };
        var rows = await samples.ReadAsync(query, cancellationToken);
        DataRow? row = rows.Count > 0 ? rows[0] : null;
        var latest = await notifications.FindLatestUnseenAsync(deviceId, metric.ResourceId, cancellationToken);
        var holdBacks = HoldBack.All(device, CandidateOf(metric, row), InputOf(device, metric, latest), learning, time.GetUtcNow());
        return new(
            row?.Score is null
                ? [new(HoldBackReason.NotScored, metric.ModelCreateTime), .. WithoutRow(holdBacks)]
                : [.. holdBacks.Select(one => SinceModel(one, metric))],
            [.. decide.ChannelsOf(device)],
            row
        );
    }

    /// <summary>A model learns from its beginning on.</summary>
    private static HoldBack SinceModel(HoldBack one, Metric metric) =>
        one.Reason == HoldBackReason.Learning ? one with { Since = metric.ModelCreateTime } : one;

    /// <summary>What holds whatever the row is: about one that has no score there is nothing else to say.</summary>
    private static IEnumerable<HoldBack> WithoutRow(IReadOnlyList<HoldBack> all) =>
        all.Where(one => one.Reason is HoldBackReason.Muted or HoldBackReason.NotSelected);

    private static NotificationCandidate CandidateOf(Metric metric, DataRow? row) =>
        new(
            metric.Number,
            metric.ResourceId,
            row?.RowId ?? 0,
            row?.Time ?? 0,
            row?.Value ?? 0,
            row?.Score?.AnomalyLikelihood ?? 0,
            row?.Score?.Surprise ?? 0,
            row?.Score?.Severity ?? 0
        );

    private static DecisionInput InputOf(Device device, Metric metric, long? latestUnseen)
    {
        var unseen = new Dictionary<(string, ResourceId), long>();
        if (latestUnseen is { } latest)
        {
            unseen.Add((device.Id, metric.ResourceId), latest);
        }
        return new([], [device], new(new Dictionary<int, Metric> { [metric.Number] = metric }), unseen, [], []);
    }
}
