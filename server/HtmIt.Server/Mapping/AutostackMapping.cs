using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Aws;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Specs;

namespace HtmIt.Server.Mapping;

/// <summary>Autostacks between wire and domain.</summary>
internal static class AutostackMapping
{
    private const string MetricRule = "must have the form autostacks/{uid}/metrics/{uid}, where {uid} is 32 hexadecimal digits";

    public static V1.Autostack ToProto(Autostack autostack) =>
        new()
        {
            Name = autostack.Id.ResourceName,
            Title = autostack.Name,
            Region = autostack.Region,
            Account = autostack.Account,
            AwsResourceType = autostack.Kind.Name,
            Namespace = autostack.Kind.Namespace,
            CreateTime = autostack.CreateTime.ToTimestamp(),
            Filters = { ResourceFilterMapping.ToProto(autostack.Filters) },
        };

    public static V1.AutostackInstance ToProto(AwsResource instance) =>
        new()
        {
            InstanceId = instance.Id,
            State = instance.ProviderState ?? "",
            InstanceType = instance.InstanceType,
            LaunchTime = instance.LaunchTime is { } time ? new() { Seconds = time.ToUnixTimeSeconds() } : null,
            Tags = { new Dictionary<string, string>(instance.Tags) },
            Region = instance.Region,
            AwsResourceType = instance.Type.Name,
        };

    public static V1.MembershipChange ToProto(MembershipChange change) =>
        new()
        {
            InstanceId = change.Member.InstanceId,
            InstanceName = change.Member.Name,
            Kind = change.Joined ? V1.MembershipChange.Types.Kind.Joined : V1.MembershipChange.Types.Kind.Left,
            ChangeTime = change.Time.ToTimestamp(),
        };

    /// <param name="name">As CloudFormation names it; empty for the kind that there was before there were others.</param>
    /// <exception cref="DomainException">InvalidField.</exception>
    public static AwsResourceType ToKind(string name, FieldPath at) =>
        name.Length == 0 ? AwsResourceType.Ec2Instance : AwsResourceType.OfName(name) ?? throw at.Invalid(name, AutostackRules.KindRule);

    public static AutostackId ToId(string field, string name) =>
        AutostackId.TryParse(name, out var id) ? id : throw DomainErrors.InvalidField(field, name, AutostackId.Rule);

    /// <summary>The names in autostacks/{uid}/metrics/{uid}.</summary>
    public static (AutostackId Autostack, MetricId Metric) ToMetricName(string field, string name)
    {
        var cut = name.IndexOf("/metrics/", StringComparison.Ordinal);
        return
            cut >= 0 && AutostackId.TryParse(name[..cut], out var autostack) && MetricId.TryParseMetric(name[(cut + 1)..], out var metric)
            ? (autostack, metric)
            : throw DomainErrors.InvalidField(field, name, MetricRule);
    }
}
