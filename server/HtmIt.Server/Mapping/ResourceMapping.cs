using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Aws;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Resources;

namespace HtmIt.Server.Mapping;

/// <summary>Resources between wire and domain.</summary>
internal static class ResourceMapping
{
    public static V1.Resource ToProto(Resource resource) =>
        new()
        {
            Name = resource.Name,
            Text = resource.Text,
            Region = resource.Region,
            Namespace = resource.Namespace,
            AwsResourceId = resource.AwsResourceId,
            Account = resource.Account,
            TagName = resource.TagName,
            Statuses = { resource.Statuses.Select(MetricMapping.ToProto).Order() },
            StatusMessage = resource.StatusMessage,
            MetricCount = resource.Metrics.Count,
        };

    public static V1.ProviderStateChange ToProto(ProviderState change) =>
        new() { ChangeTime = change.Time.ToTimestamp(), ProviderState = change.State };

    public static V1.SuggestedResource ToProto(AwsResource resource) =>
        new()
        {
            Region = resource.Region,
            Namespace = resource.Type.Namespace,
            AwsResourceId = resource.Id,
            TagName = resource.Name,
        };

    public static ResourceRequest ToRequest(V1.MonitorResourceRequest request) =>
        new(request.Region, request.Namespace, request.AwsResourceId, request.Account);
}
