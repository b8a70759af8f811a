using HtmIt.Core.Names;

namespace HtmIt.Core.Metrics;

/// <summary>A selector made ready to be asked about many metrics, from any thread. Asking allocates nothing.</summary>
public sealed class MetricMatcher
{
    private readonly MetricSelector _selector;
    private readonly HashSet<MetricId>? _metrics;
    private readonly TextPattern? _name;
    private readonly (LabelMatcher Matcher, TextPattern? Pattern)[] _labels;
    private readonly HashSet<MetricStatus>? _statuses;

    /// <param name="selector">One that <see cref="MetricSelectorRules"/> lets pass.</param>
    public MetricMatcher(MetricSelector selector)
    {
        _selector = selector;
        _metrics = selector.Metrics.Count > 0 ? [.. selector.Metrics] : null;
        _name = selector.NamePattern.Length > 0 ? TextPattern.Parse(selector.NamePattern) : null;
        _labels = [.. selector.Labels.Select(one => (one, IsPattern(one.Op) ? TextPattern.Parse(one.Value) : null))];
        _statuses = selector.Statuses.Count > 0 ? [.. selector.Statuses] : null;
    }

    public bool Matches(Metric metric)
    {
        if (
            (_metrics is not null && !_metrics.Contains(metric.Id))
            || (_statuses is not null && !_statuses.Contains(metric.Status))
            || (_selector.Datasource is { } datasource && metric.Datasource != datasource)
            || (_selector.Autostack is { } autostack && metric.Autostack != autostack)
            || (_selector.Resource.Length > 0 && metric.Resource != _selector.Resource)
            || (_name is not null && !_name.Matches(metric.Name))
        )
        {
            return false;
        }
        foreach (var (matcher, pattern) in _labels)
        {
            if (!Holds(matcher, pattern, metric.Labels.Find(matcher.Key)))
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsPattern(LabelOp op) => op is LabelOp.Like or LabelOp.NotLike;

    private static bool Holds(LabelMatcher matcher, TextPattern? pattern, string? value) =>
        matcher.Op switch
        {
            LabelOp.Equal => value == matcher.Value,
            LabelOp.NotEqual => value != matcher.Value,
            LabelOp.Like => value is not null && pattern!.Matches(value),
            LabelOp.NotLike => value is null || !pattern!.Matches(value),
            LabelOp.Present => value is not null,
            LabelOp.Absent => value is null,
            _ => throw new InvalidOperationException($"A label can't be compared by {matcher.Op}."),
        };
}
