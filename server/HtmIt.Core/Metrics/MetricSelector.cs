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

    /// <summary>A <see cref="TextPattern"/> for the metric's name.</summary>
    public string NamePattern { get; init; } = "";

    public IReadOnlyList<LabelMatcher> Labels { get; init; } = [];

    public string Resource { get; init; } = "";

    public Datasource? Datasource { get; init; }

    public AutostackId? Autostack { get; init; }

    /// <summary>In one of these.</summary>
    public IReadOnlyList<MetricStatus> Statuses { get; init; } = [];

    /// <summary>Whether it has no condition, and so selects every metric.</summary>
    public bool IsEmpty =>
        Metrics.Count + Labels.Count + Statuses.Count + NamePattern.Length + Resource.Length == 0
        && Datasource is null
        && Autostack is null;
}
