using HtmIt.Core.Errors;
using HtmIt.Core.Names;

namespace HtmIt.Server.Mapping;

/// <summary>How callers name a metric, between wire and domain.</summary>
internal static class MetricTargetMapping
{
    public const string Rule = "must be given: metric or key";

    /// <param name="at">Where the caller has the target.</param>
    /// <exception cref="DomainException">InvalidField.</exception>
    public static MetricTarget ToTarget(V1.MetricTarget? target, FieldPath at) =>
        target?.TargetCase switch
        {
            V1.MetricTarget.TargetOneofCase.Key => new MetricTarget.Keyed(ToKey(target.Key)),
            V1.MetricTarget.TargetOneofCase.Metric => new MetricTarget.Identified(
                MetricMapping.ToMetricId($"{at["metric"]}", target.Metric)
            ),
            _ => throw at.Invalid("", Rule),
        };

    /// <summary>What a request has itself: a name or a key.</summary>
    /// <param name="hasKey">Whether the key is given, and not the name.</param>
    /// <exception cref="DomainException">InvalidField.</exception>
    public static MetricTarget ToTarget(bool hasKey, string metric, V1.MetricKey? key)
    {
        if (!hasKey)
        {
            return new MetricTarget.Identified(MetricMapping.ToMetricId("metric", metric));
        }
        var known = ToKey(key);
        return MetricKeyRules.Check(known, FieldPath.Proto("key")) is { } violation
            ? throw DomainErrors.InvalidFields([violation])
            : new MetricTarget.Keyed(known);
    }

    /// <summary>The key as it was given, with whatever is wrong with it.</summary>
    public static MetricKey ToKey(V1.MetricKey? key) =>
        key is null ? new("")
        : key.Labels.Count == 0 ? new(key.MetricName)
        : new(key.MetricName, MetricLabels.Of(key.Labels));

    /// <summary>The key that a metric has.</summary>
    public static MetricKey ToKey(V1.Metric metric) =>
        metric.Labels.Count == 0 ? new(metric.MetricName) : new(metric.MetricName, MetricLabels.Of(metric.Labels));

    public static V1.MetricTarget ToProto(MetricKey key)
    {
        var proto = new V1.MetricKey { MetricName = key.Name };
        foreach (var (name, value) in key.Labels)
        {
            proto.Labels.Add(name, value);
        }
        return new() { Key = proto };
    }
}
