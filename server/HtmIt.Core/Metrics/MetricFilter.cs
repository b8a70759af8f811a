using HtmIt.Core.Specs;

namespace HtmIt.Core.Metrics;

/// <summary>Selects metrics; null and empty mean no condition.</summary>
public sealed record MetricFilter(Datasource? Datasource = null, string? Server = null, bool OnlyMonitored = false)
{
    public string? Location { get; init; }

    public IReadOnlyList<MetricStatus> Statuses { get; init; } = [];
}
