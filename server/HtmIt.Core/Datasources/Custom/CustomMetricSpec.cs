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
    private const int LongestUnit = 64;
    private const int LongestResource = 100;
    private const int LargestUserInfo = 16 * 1024;

    public CustomMetricSpec(MetricKey key)
        : this(new MetricTarget.Keyed(key)) { }

    public override Datasource Datasource => CustomDatasource.Instance;

    /// <exception cref="InvalidOperationException">It is named by its identity.</exception>
    public MetricKey Key =>
        Target is MetricTarget.Keyed keyed ? keyed.Key : throw new InvalidOperationException($"The metric's key is not known: {Target}.");

    public string? Unit { get; init; }

    public string? Resource { get; init; }

    public JsonObject? UserInfo { get; init; }

    public override ValueRange RangeOf(double min, double max) => ValueRange.FromStatistics(min, max);

    public override string ResourceOr(string usual) => Resource ?? usual;

    public override void Check(FieldPath at, ICollection<FieldViolation> violations)
    {
        if (Target is MetricTarget.Keyed { Key: var key } && MetricKeyRules.Check(key, at["target"]["key"]) is { } violation)
        {
            violations.Add(violation);
        }
        CheckText(at["unit"], Unit, LongestUnit, violations);
        CheckText(at["resource"], Resource, LongestResource, violations);
        if (UserInfo?.ToJsonString() is { Length: > LargestUserInfo } json)
        {
            violations.Add(at["user_info"].Violation(json, $"must be at most {LargestUserInfo} bytes as JSON"));
        }
    }

    public override JsonObject Write()
    {
        var json = new JsonObject { ["metric"] = Key.Name };
        if (Key.Labels.Count > 0)
        {
            json["labels"] = Key.Labels.ToJson();
        }
        if (Unit is { } unit)
        {
            json["unit"] = unit;
        }
        if (Resource is { } resource)
        {
            json["resource"] = resource;
        }
        if (UserInfo is { } userInfo)
        {
            json["userInfo"] = userInfo.DeepClone();
        }
        return json;
    }

    private static void CheckText(FieldPath at, string? text, int longest, ICollection<FieldViolation> violations)
    {
        if (text is not null && (text.Length > longest || text.Any(char.IsControl)))
        {
            violations.Add(at.Violation(text, $"must be at most {longest} characters without control characters"));
        }
    }
}
