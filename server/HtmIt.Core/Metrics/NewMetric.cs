using System.Text.Json.Nodes;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Metrics;

/// <summary>A metric to be added.</summary>
public sealed record NewMetric(MetricId Id, Datasource Datasource, string Name, string Description, string Resource)
{
    /// <summary>See <see cref="Metric.Labels"/>.</summary>
    public MetricLabels Labels { get; init; } = MetricLabels.None;

    public string Unit { get; init; } = "";

    public JsonObject? UserInfo { get; init; }

    public string Region { get; init; } = "";

    public string TagName { get; init; } = "";

    public int PollIntervalSeconds { get; init; } = 300;

    /// <summary>What no other metric of the datasource may have; null for custom metrics, whose key it is.</summary>
    public string? Identity { get; init; }

    /// <summary>Labels beside an identity do not make the metric.</summary>
    public MetricKey Key => Identity is null ? new(Name, Labels) : new(Identity);

    /// <summary>See <see cref="Metric.ResourceId"/>.</summary>
    public ResourceId ResourceId => ResourceId.Of(Spec?.Metric.Measured?.Account ?? "", Resource);

    public AutostackId? Autostack { get; init; }

    /// <summary>Whether it is to be monitored because samples of it came, see <see cref="IAutomaticModelStore"/>.</summary>
    public bool Automatic { get; init; }

    /// <summary>The spec to monitor it with from the beginning; null for a metric that is not monitored.</summary>
    public ModelSpec? Spec { get; init; }

    /// <summary>What its model is made from; null where that takes data first.</summary>
    public ModelDefinition? Definition { get; init; }

    public MetricStatus Status =>
        Spec is null ? MetricStatus.Unmonitored
        : Definition is null ? MetricStatus.PendingData
        : MetricStatus.Active;
}
