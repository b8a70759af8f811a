using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Collecting;
using HtmIt.Core.Errors;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;

namespace HtmIt.Server.Mapping;

/// <summary>Metrics between wire and domain.</summary>
internal static class MetricMapping
{
    public static V1.Metric ToProto(Metric metric) => ToProto(metric, CollectState.OfStored(metric));

    /// <param name="collecting">How collecting it goes; null when it is not collected.</param>
    public static V1.Metric ToProto(Metric metric, CollectState? collecting)
    {
        var proto = new V1.Metric
        {
            Name = metric.Id.ResourceName,
            MetricName = metric.Name,
            Datasource = DatasourceMapping.ToProto(metric.Datasource),
            Description = metric.Description,
            Resource = metric.Resource,
            ResourceName = metric.ResourceId.ResourceName,
            Region = metric.Region,
            TagName = metric.TagName,
            DisplayName = metric.DisplayName,
            Status = ToProto(metric.Status),
            StatusMessage = metric.StatusMessage,
            PollInterval = Duration.FromTimeSpan(metric.PollInterval),
            LastRowId = metric.LastRowId,
            LastSampleTime = metric.LastSampleTime?.ToTimestamp(),
            NextCollectTime = metric.NextCollectTime?.ToTimestamp(),
            CreateTime = metric.CreateTime.ToTimestamp(),
            UpdateTime = metric.UpdateTime.ToTimestamp(),
            Etag = metric.Etag,
            Model = metric.Id.ModelResourceName,
            Unit = metric.Unit,
            Collecting = CollectStateMapping.ToProto(collecting),
            UserInfo = metric.UserInfo is { } info ? StructMapping.ToStruct(info) : null,
        };
        foreach (var (key, value) in metric.Labels)
        {
            proto.Labels.Add(key, value);
        }
        return proto;
    }

    public static V1.GetMetricStatisticsResponse ToProto(MetricStatistics statistics)
    {
        var proto = new V1.GetMetricStatisticsResponse { RowCount = statistics.RowCount, ScoredRowCount = statistics.ScoredRowCount };
        if (statistics.RowCount > 0)
        {
            (proto.MinValue, proto.MaxValue) = (statistics.Min, statistics.Max);
            proto.FirstSampleTime = new() { Seconds = statistics.FirstTime };
            proto.LastSampleTime = new() { Seconds = statistics.LastTime };
        }
        return proto;
    }

    public static V1.MetricStatus ToProto(MetricStatus status) =>
        status switch
        {
            MetricStatus.Unmonitored => V1.MetricStatus.Unmonitored,
            MetricStatus.PendingData => V1.MetricStatus.PendingData,
            MetricStatus.CreatePending => V1.MetricStatus.CreatePending,
            MetricStatus.Active => V1.MetricStatus.Active,
            MetricStatus.Error => V1.MetricStatus.Error,
            _ => throw new ArgumentOutOfRangeException(nameof(status)),
        };

    public static MetricStatus ToStatus(string field, V1.MetricStatus status) =>
        status switch
        {
            V1.MetricStatus.Unmonitored => MetricStatus.Unmonitored,
            V1.MetricStatus.PendingData => MetricStatus.PendingData,
            V1.MetricStatus.CreatePending => MetricStatus.CreatePending,
            V1.MetricStatus.Active => MetricStatus.Active,
            V1.MetricStatus.Error => MetricStatus.Error,
            _ => throw DomainErrors.InvalidField(field, status, "must be one of the states of MetricStatus"),
        };

    /// <summary>A server to filter by; no server has a name with control characters.</summary>
    public static string ToResource(string resource) =>
        resource.Any(char.IsControl)
            ? throw DomainErrors.InvalidField("resource", resource, "must not contain control characters")
            : resource;

    public static MetricId ToMetricId(string field, string name) =>
        MetricId.TryParseMetric(name, out var id) ? id : throw DomainErrors.InvalidField(field, name, MetricId.MetricRule);

    public static MetricId ToModelId(string field, string name) =>
        MetricId.TryParseModel(name, out var id) ? id : throw DomainErrors.InvalidField(field, name, MetricId.ModelRule);
}
