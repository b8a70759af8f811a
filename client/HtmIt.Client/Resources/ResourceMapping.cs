using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Turns generated resources into those of the typed client, and resources back.</summary>
internal static class ResourceMapping
{
    public static MonitorResourceRequest ToRequest(AwsResource resource) =>
        new()
        {
            Region = resource.Region,
            Namespace = resource.Namespace,
            AwsResourceId = resource.Id,
            Account = resource.Account,
        };

    public static MonitorResourceResult ToResult(MonitorResourceResponse response) => new(ToResource(response.Resource), response.Created);

    public static ProviderStateChange ToChange(V1.ProviderStateChange change) =>
        new(change.ChangeTime.ToDateTimeOffset(), change.ProviderState);

    public static Resource ToResource(V1.Resource resource) =>
        new(resource.Name, resource.Text)
        {
            Region = resource.Region,
            Namespace = resource.Namespace,
            AwsResourceId = resource.AwsResourceId,
            AwsResourceType = resource.AwsResourceType,
            Account = resource.Account,
            TagName = resource.TagName,
            Statuses = [.. resource.Statuses.Select(status => (MetricStatus)status)],
            StatusMessage = resource.StatusMessage,
            MetricCount = resource.MetricCount,
            Collecting = CollectMapping.ToState(resource.Collecting),
            LastSampleTime = resource.LastSampleTime?.ToDateTimeOffset(),
        };
}
