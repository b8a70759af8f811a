using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using Microsoft.Extensions.Logging;

namespace HtmIt.Core.Notifications.Decisions;

/// <summary>Says what reached a device's threshold and was not told, and why: at once, and then once a minute at most for all that came since.
/// Used by one caller at a time.</summary>
internal sealed partial class HoldBackReport(IMetricStore metrics, TimeProvider time, ILogger<HoldBackReport> logger)
{
    private const int LongestName = 100;

    private readonly LineLimit _heldBackLimit = new(time);
    private readonly LineLimit _notSetUpLimit = new(time);
    private readonly Dictionary<(string DeviceId, HoldBackReason Reason), HeldBack> _heldBack = [];
    private readonly HashSet<(string DeviceId, NotificationChannel Channel)> _notSetUp = [];

    public void Note(DecisionInput decided)
    {
        foreach (var (key, one) in decided.HeldBack)
        {
            _heldBack[key] = one with { Count = one.Count + _heldBack.GetValueOrDefault(key).Count };
        }
        _notSetUp.UnionWith(decided.NotSetUp);
    }

    public async Task SayAsync(CancellationToken cancellationToken)
    {
        if (_heldBack.Count > 0 && _heldBackLimit.TryTake())
        {
            var known = await metrics.FindByNumbersAsync(
                [.. _heldBack.Values.Select(one => one.MetricNumber).Distinct()],
                cancellationToken
            );
            foreach (var ((device, reason), one) in _heldBack)
            {
                var name = known.TryGetValue(one.MetricNumber, out var metric)
                    ? ShortText.Of(metric.Key.Text, LongestName)
                    : "one that is gone";
                Log.HeldBack(logger, device, one.Count, Text(reason), name);
            }
            _heldBack.Clear();
        }
        if (_notSetUp.Count > 0 && _notSetUpLimit.TryTake())
        {
            foreach (var (device, channel) in _notSetUp)
            {
                Log.NotSetUp(logger, device, channel);
            }
            _notSetUp.Clear();
        }
    }

    private static string Text(HoldBackReason reason) =>
        reason switch
        {
            HoldBackReason.Muted => "it is muted",
            HoldBackReason.Learning => "the metric's model is learning",
            HoldBackReason.TooOld => "the samples are more than an hour old",
            HoldBackReason.QuietPeriod => "an earlier notification of the resource is not marked seen",
            _ => $"{reason}",
        };

    private static partial class Log
    {
        [LoggerMessage(
            1108,
            LogLevel.Information,
            "Device {Device} was not told, {Count} times, of what reached its threshold: {Reason}. The last was of metric '{Metric}'; 'htmit devices explain' tells more"
        )]
        public static partial void HeldBack(ILogger logger, string device, int count, string reason, string metric);

        [LoggerMessage(
            1109,
            LogLevel.Warning,
            "Device {Device} has notifications that it is not told of by {Channel}: this server's settings have no such channel"
        )]
        public static partial void NotSetUp(ILogger logger, string device, NotificationChannel channel);
    }
}
