using System.Globalization;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>Refusals about autostacks.</summary>
public static class AutostackErrors
{
    public static DomainException ModelOfAutostack(MetricId id) =>
        new(
            ErrorReason.ModelOfAutostack,
            $"'{id.ModelResourceName}' is the model of an autostack: delete it through AutostackService.",
            new Dictionary<string, string> { ["model"] = id.ModelResourceName }
        );

    public static DomainException AutostackNotFound(AutostackId id) =>
        new(
            ErrorReason.AutostackNotFound,
            $"There is no autostack '{id.ResourceName}'.",
            new Dictionary<string, string> { ["autostack"] = id.ResourceName }
        );

    public static DomainException AutostackAlreadyExists(Autostack existing) =>
        new(
            ErrorReason.AutostackAlreadyExists,
            $"An autostack '{existing.Name}' exists in region {existing.Region} with another account, kind of resource or other filters: "
                + $"{existing.Id.ResourceName}. Titles must be unique in their region.",
            new Dictionary<string, string>
            {
                ["autostack"] = existing.Id.ResourceName,
                ["title"] = existing.Name,
                ["region"] = existing.Region,
            }
        );

    public static DomainException TooManyInstances(int limit) =>
        new(
            ErrorReason.TooManyInstances,
            $"The filters match more than {limit} resources; narrow them.",
            new Dictionary<string, string> { ["limit"] = limit.ToString(CultureInfo.InvariantCulture) }
        );

    public static DomainException MetricNotOfAutostack(MetricId metric, AutostackId autostack) =>
        new(
            ErrorReason.MetricNotOfAutostack,
            $"Metric '{metric.ResourceName}' does not belong to autostack '{autostack.ResourceName}'.",
            new Dictionary<string, string> { ["metric"] = metric.ResourceName, ["autostack"] = autostack.ResourceName }
        );
}
