using HtmIt.Core.Metrics;
using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Core.Notifications.Decisions;

/// <summary>Which devices are for which metrics. Each pair is matched once, however many rows it has.</summary>
/// <param name="metrics">Those that are asked about, by number.</param>
public sealed class DeviceSelections(IReadOnlyDictionary<int, Metric> metrics)
{
    private readonly Dictionary<string, MetricMatcher[]> _matchers = [];
    private readonly Dictionary<(string DeviceId, int MetricNumber), bool> _known = [];

    public bool IsFor(Device device, int metricNumber)
    {
        if (device.Selectors.Count == 0)
        {
            return true;
        }
        if (!_known.TryGetValue((device.Id, metricNumber), out var isFor))
        {
            var matchers = MatchersOf(device);
            isFor = Array.Exists(matchers, matcher => matcher.Matches(metrics[metricNumber]));
            _known.Add((device.Id, metricNumber), isFor);
        }
        return isFor;
    }

    private MetricMatcher[] MatchersOf(Device device)
    {
        if (!_matchers.TryGetValue(device.Id, out var matchers))
        {
            matchers = [.. device.Selectors.Select(selector => new MetricMatcher(selector))];
            _matchers.Add(device.Id, matchers);
        }
        return matchers;
    }
}
