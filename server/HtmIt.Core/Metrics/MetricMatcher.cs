using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Metrics;

/// <summary>A selector made ready to be asked about many metrics, from any thread. Asking allocates nothing.</summary>
public sealed class MetricMatcher
{
    private readonly HashSet<MetricId>? _metrics;
    private readonly TextPattern[] _names;
    private readonly (LabelMatcher Matcher, TextPattern[] Patterns)[] _labels;
    private readonly HashSet<string>? _resources;
    private readonly HashSet<Datasource>? _datasources;
    private readonly HashSet<AutostackId>? _autostacks;
    private readonly HashSet<MetricStatus>? _statuses;

    /// <param name="selector">One that <see cref="MetricSelectorRules"/> lets pass.</param>
    public MetricMatcher(MetricSelector selector)
    {
        _metrics = OneOf(selector.Metrics);
        _names = Patterns(selector.NamePatterns);
        _labels = [.. selector.Labels.Select(one => (one, IsPattern(one.Op) ? Patterns(one.Values) : []))];
        _resources = OneOf(selector.Resources);
        _datasources = OneOf(selector.Datasources);
        _autostacks = OneOf(selector.Autostacks);
        _statuses = OneOf(selector.Statuses);
    }

    public bool Matches(Metric metric)
    {
        if (
            (_metrics is not null && !_metrics.Contains(metric.Id))
            || (_statuses is not null && !_statuses.Contains(metric.Status))
            || (_datasources is not null && !_datasources.Contains(metric.Datasource))
            || (_autostacks is not null && !(metric.Autostack is { } autostack && _autostacks.Contains(autostack)))
            || (_resources is not null && !_resources.Contains(metric.Resource))
            || (_names.Length > 0 && !AnyMatches(_names, metric.Name))
        )
        {
            return false;
        }
        foreach (var (matcher, patterns) in _labels)
        {
            if (!Holds(matcher, patterns, metric.Labels.Find(matcher.Key)))
            {
                return false;
            }
        }
        return true;
    }

    private static HashSet<T>? OneOf<T>(IReadOnlyList<T> some) => some.Count > 0 ? [.. some] : null;

    private static TextPattern[] Patterns(IReadOnlyList<string> some) => [.. some.Select(TextPattern.Parse)];

    private static bool IsPattern(LabelOp op) => op is LabelOp.Like or LabelOp.NotLike;

    private static bool Holds(LabelMatcher matcher, TextPattern[] patterns, string? value) =>
        matcher.Op switch
        {
            LabelOp.Equal => IsOneOf(matcher.Values, value),
            LabelOp.NotEqual => !IsOneOf(matcher.Values, value),
            LabelOp.Like => value is not null && AnyMatches(patterns, value),
            LabelOp.NotLike => value is null || !AnyMatches(patterns, value),
            LabelOp.Present => value is not null,
            LabelOp.Absent => value is null,
            _ => throw new InvalidOperationException($"A label can't be compared by {matcher.Op}."),
        };

    private static bool IsOneOf(IReadOnlyList<string> values, string? value)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (values[i] == value)
            {
                return true;
            }
        }
        return false;
    }

    private static bool AnyMatches(TextPattern[] patterns, string value)
    {
        foreach (var pattern in patterns)
        {
            if (pattern.Matches(value))
            {
                return true;
            }
        }
        return false;
    }
}
