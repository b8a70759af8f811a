using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Metrics;

/// <summary>Says which metrics are meant. All conditions must hold; what is null or empty is none.</summary>
public sealed record MetricSelector
{
    /// <summary>Every metric.</summary>
    public static readonly MetricSelector All = new();

    /// <summary>One of these.</summary>
    public IReadOnlyList<MetricId> Metrics { get; init; } = [];

    /// <summary>Each a <see cref="TextPattern"/> for the metric's name; one of these.</summary>
    public IReadOnlyList<string> NamePatterns { get; init; } = [];

    /// <summary>All of these.</summary>
    public IReadOnlyList<LabelMatcher> Labels { get; init; } = [];

    /// <summary>One of these.</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>From one of these.</summary>
    public IReadOnlyList<Datasource> Datasources { get; init; } = [];

    /// <summary>Of one of these.</summary>
    public IReadOnlyList<AutostackId> Autostacks { get; init; } = [];

    /// <summary>In one of these.</summary>
    public IReadOnlyList<MetricStatus> Statuses { get; init; } = [];

    /// <summary>Whether it has no condition, and so selects every metric.</summary>
    public bool IsEmpty =>
        Metrics.Count + NamePatterns.Count + Labels.Count + Resources.Count + Datasources.Count + Autostacks.Count + Statuses.Count == 0;
}
