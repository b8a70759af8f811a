using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Turns generated instances into those of the typed client, and resources back.</summary>
internal static class InstanceMapping
{
    public static MonitorInstanceRequest ToRequest(AwsResource resource) =>
        new()
        {
            Region = resource.Region,
            Namespace = resource.Namespace,
            ResourceId = resource.Id,
            Account = resource.Account,
        };

    public static MonitorInstanceResult ToResult(MonitorInstanceResponse response) => new(ToInstance(response.Instance), response.Created);

    public static InstanceStatusChange ToChange(V1.InstanceStatusChange change) => new(change.StatusTime.ToDateTimeOffset(), change.Status);

    public static Instance ToInstance(V1.Instance instance) =>
        new(instance.Name, instance.Server)
        {
            Location = instance.Location,
            Namespace = instance.Namespace,
            ResourceId = instance.ResourceId,
            Account = instance.Account,
            TagName = instance.TagName,
            Statuses = [.. instance.Statuses.Select(status => (MetricStatus)status)],
            Message = instance.Message,
            MetricCount = instance.MetricCount,
        };
}
