using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Errors;
using HtmIt.Core.Names;
using HtmIt.Core.Resources;

namespace HtmIt.Server.Mapping;

/// <summary>Resources between wire and domain.</summary>
internal static class ResourceMapping
{
    public static V1.Resource ToProto(Resource resource) => ToProto(resource, null);

    /// <param name="collecting">How collecting its metrics goes; null when that is not known.</param>
    public static V1.Resource ToProto(Resource resource, CollectState? collecting) =>
        new()
        {
            Name = resource.Id.ResourceName,
            Text = resource.Text,
            Region = resource.Region,
            Namespace = resource.Namespace,
            AwsResourceId = resource.AwsResourceId,
            AwsResourceType = resource.AwsResourceType,
            Account = resource.Account,
            TagName = resource.TagName,
            Statuses = { resource.Statuses.Select(MetricMapping.ToProto).Order() },
            StatusMessage = resource.StatusMessage,
            MetricCount = resource.Metrics.Count,
            Collecting = CollectStateMapping.ToProto(collecting),
            LastSampleTime = resource.LastSampleTime?.ToTimestamp(),
        };

    public static V1.ProviderStateChange ToProto(ProviderState change) =>
        new() { ChangeTime = change.Time.ToTimestamp(), ProviderState = change.State };

    public static V1.SuggestedResource ToProto(AwsResource resource, AwsScope scope) =>
        new()
        {
            Region = resource.Region,
            Namespace = resource.Type.Namespace,
            AwsResourceId = resource.Id,
            TagName = resource.Name,
            ResourceName = resource.Type.ResourceOf(scope.Account, resource.Region, resource.Id).ResourceName,
        };

    public static ResourceId ToId(string field, string name) =>
        ResourceId.TryParse(name, out var id) ? id : throw DomainErrors.InvalidField(field, name, ResourceId.Rule);

    public static ResourceRequest ToRequest(V1.MonitorResourceRequest request) =>
        new(request.Region, request.Namespace, request.AwsResourceId, request.Account);
}
