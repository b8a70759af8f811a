using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Aws;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Instances;

namespace HtmIt.Server.Mapping;

/// <summary>Instances between wire and domain.</summary>
internal static class InstanceMapping
{
    public static V1.Instance ToProto(Instance instance) =>
        new()
        {
            Name = instance.Name,
            Server = instance.Server,
            Location = instance.Location,
            Namespace = instance.Namespace,
            ResourceId = instance.ResourceId,
            Account = instance.Account,
            TagName = instance.TagName,
            Statuses = { instance.Statuses.Select(MetricMapping.ToProto).Order() },
            Message = instance.Message,
            MetricCount = instance.Metrics.Count,
        };

    public static V1.InstanceStatusChange ToProto(InstanceStatus change) =>
        new() { StatusTime = change.Time.ToTimestamp(), Status = change.Status };

    public static V1.SuggestedInstance ToProto(AwsResource resource) =>
        new()
        {
            Region = resource.Region,
            Namespace = resource.Type.Namespace,
            ResourceId = resource.Id,
            TagName = resource.Name,
        };

    public static ResourceRequest ToRequest(V1.MonitorInstanceRequest request) =>
        new(request.Region, request.Namespace, request.ResourceId, request.Account);
}
