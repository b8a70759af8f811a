using System.Text.Json.Nodes;

namespace HtmIt.Client;

/// <summary>A custom metric to monitor.</summary>
/// <param name="Metric">The metric, by its key (created when unknown) or by its name.</param>
public sealed record CustomModelSpec(MetricTarget Metric) : ModelSpec
{
    /// <summary>Unit of the values, for people. Default: none.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The thing measured, e.g. a host; groups metrics into resources. Default: what its key
    /// says.</summary>
    public string Resource { get; init; } = "";

    /// <summary>Anything the customer wants to find again with each result. Default: nothing.</summary>
    public JsonObject? UserInfo { get; init; }

    private protected override void WriteMetric(V1.ModelSpec spec)
    {
        spec.Custom = new V1.CustomMetricSpec
        {
            Target = Metric.ToProto(),
            Unit = Unit,
            Resource = Resource,
        };
        if (UserInfo is { } userInfo)
        {
            spec.Custom.UserInfo = JsonMapping.ToStruct(userInfo);
        }
    }
}
