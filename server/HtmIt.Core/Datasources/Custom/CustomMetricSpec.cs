using System.Text.Json.Nodes;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Resources;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.Custom;

/// <summary>A custom metric.</summary>
/// <param name="Target">How the caller named it. The spec of a metric that is monitored has its key.</param>
public sealed record CustomMetricSpec(MetricTarget Target) : MetricSpec
{
    public CustomMetricSpec(MetricKey key)
        : this(new MetricTarget.Keyed(key)) { }

    public override Datasource Datasource => CustomDatasource.Instance;

    /// <exception cref="InvalidOperationException">It is named by its identity.</exception>
    public MetricKey Key =>
        Target is MetricTarget.Keyed keyed ? keyed.Key : throw new InvalidOperationException($"The metric's key is not known: {Target}.");

    public override void Check(FieldPath at, ICollection<FieldViolation> violations)
    {
        if (Target is MetricTarget.Keyed { Key: var key } && MetricKeyRules.Check(key, at["target"]["key"]) is { } violation)
        {
            violations.Add(violation);
        }
    }

    public override JsonObject Write()
    {
        var json = new JsonObject { ["metric"] = Key.Name };
        if (Key.Labels.Count > 0)
        {
            json["labels"] = Key.Labels.ToJson();
        }
        return json;
    }
}
