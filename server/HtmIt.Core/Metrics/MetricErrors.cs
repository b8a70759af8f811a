using System.Globalization;
using HtmIt.Core.Errors;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Metrics;

/// <summary>Refusals about metrics and their models.</summary>
public static class MetricErrors
{
    public static DomainException MetricNotFound(string metric) =>
        About(ErrorReason.MetricNotFound, $"There is no metric '{metric}'.", metric);

    public static DomainException MetricNotFound(MetricId id) => MetricNotFound(id.ResourceName);

    /// <param name="ofName">How many metrics have the key's name, with other labels.</param>
    public static DomainException MetricNotFound(MetricKey key, int ofName) =>
        new(
            ErrorReason.MetricNotFound,
            ofName == 0
                ? $"There is no metric '{key}'."
                : $"There is no metric '{key}'; {ofName} with other labels {(ofName == 1 ? "has" : "have")} the name '{key.Name}'.",
            new Dictionary<string, string>
            {
                ["metric"] = key.Text,
                ["metric_name"] = key.Name,
                ["metrics_of_name"] = ofName.ToString(CultureInfo.InvariantCulture),
            }
        );

    public static DomainException ModelNotFound(MetricId id) =>
        new(
            ErrorReason.ModelNotFound,
            $"There is no model '{id.ModelResourceName}'.",
            new Dictionary<string, string> { ["model"] = id.ModelResourceName }
        );

    public static DomainException MetricAlreadyExists(MetricId existing, MetricKey key) =>
        new(
            ErrorReason.MetricAlreadyExists,
            $"A custom metric '{key}' exists, and other things are said about it: {existing.ResourceName}.",
            new Dictionary<string, string> { ["metric"] = existing.ResourceName, ["metric_name"] = key.Name }
        );

    public static DomainException MetricNotCustom(MetricId id, Datasource datasource) =>
        new(
            ErrorReason.MetricNotCustom,
            $"Metric '{id.ResourceName}' is not a custom metric; its datasource is {datasource}.",
            new Dictionary<string, string> { ["metric"] = id.ResourceName, ["datasource"] = datasource.ToString() }
        );

    public static DomainException MetricNotMonitored(MetricId id) =>
        About(ErrorReason.MetricNotMonitored, $"Metric '{id.ResourceName}' is not monitored.", id.ResourceName);

    public static DomainException MetricChanged(MetricId id) =>
        About(ErrorReason.MetricChanged, $"Metric '{id.ResourceName}' changed meanwhile; get it and ask again.", id.ResourceName);

    public static DomainException TooManyNewMetrics(int perSecond) =>
        new(
            ErrorReason.TooManyNewMetrics,
            $"This server creates at most {perSecond} custom metrics in a second; ask again later.",
            new Dictionary<string, string> { ["limit"] = perSecond.ToString(CultureInfo.InvariantCulture) }
        );

    public static DomainException TooManyMetrics(int limit) =>
        new(
            ErrorReason.TooManyMetrics,
            $"There are {limit} custom metrics, which is as many as there may be; delete some, or raise the limit.",
            new Dictionary<string, string> { ["limit"] = limit.ToString(CultureInfo.InvariantCulture) }
        );

    private static DomainException About(ErrorReason reason, string message, string metric) =>
        new(reason, message, new Dictionary<string, string> { ["metric"] = metric });
}
