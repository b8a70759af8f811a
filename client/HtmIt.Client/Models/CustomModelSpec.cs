using System.Text.Json.Nodes;

namespace HtmIt.Client;

/// <summary>A custom metric to monitor.</summary>
/// <param name="Metric">The metric, by its own name (created when unknown) or by its name.</param>
public sealed record CustomModelSpec(MetricTarget Metric) : ModelSpec
{
    /// <summary>Unit of the values, for people. Default: none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The thing measured, e.g. a host; groups metrics into resources. Default: the metric's own name.</summary>
    public string Resource { get; init; } = "";

    /// <summary>Anything the customer wants to find again with each result. Default: nothing.</summary>
    public JsonObject? UserInfo { get; init; }

    private protected override void WriteMetric(V1.ModelSpec spec)
    {
        spec.Custom = new V1.CustomMetricSpec { Unit = Unit, Resource = Resource };
        if (Metric is MetricByResourceName)
        {
            spec.Custom.Metric = Metric.Value;
        }
        else
        {
            spec.Custom.MetricName = Metric.Value;
        }

        if (UserInfo is { } userInfo)
        {
            spec.Custom.UserInfo = JsonMapping.ToStruct(userInfo);
        }
    }
}
