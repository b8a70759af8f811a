using HtmIt.Core.Specs;

namespace HtmIt.Core.Metrics;

/// <summary>Selects metrics; null and empty mean no condition.</summary>
public sealed record MetricFilter(Datasource? Datasource = null, string? Resource = null, bool OnlyMonitored = false)
{
    public string? Region { get; init; }

    public IReadOnlyList<MetricStatus> Statuses { get; init; } = [];
}
