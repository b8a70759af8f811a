using System.Text.Json.Nodes;

namespace HtmIt.Core.Models;

/// <summary>What a model spec monitors: one kind per datasource.</summary>
public abstract record MetricSpec;

/// <summary>A custom metric, by its own name.</summary>
public sealed record CustomMetricSpec(string Metric) : MetricSpec
{
    public string? Unit { get; init; }

    public string? Resource { get; init; }

    public JsonObject? UserInfo { get; init; }
}
