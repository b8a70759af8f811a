using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Aws;
using HtmIt.Core.Collecting;
using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Server.Interceptors;

namespace HtmIt.Server.Mapping;

/// <summary>What AWS has, between wire and domain.</summary>
internal static class CloudWatchMapping
{
    private static readonly Dictionary<string, V1.CloudWatchNamespace> ByName = Catalogue
        .Metrics.GroupBy(metric => metric.Namespace)
        .Select(metrics => ToNamespace(metrics.Key, metrics.Select(ToProto)))
        .Append(ToNamespace(AutostackMetric.OwnNamespace, [ToProto(AutostackMetric.InstanceCount), ToProto(AutostackMetric.MemberCount)]))
        .ToDictionary(ns => ns.Namespace);

    public static IReadOnlyList<V1.CloudWatchNamespace> Namespaces { get; } =
    [.. ByName.Values.OrderBy(ns => ns.Namespace, StringComparer.Ordinal)];

    public static V1.CloudWatchNamespace ToNamespace(string name) =>
        ByName.GetValueOrDefault(name) ?? throw AwsErrors.NamespaceNotFound(name);

    public static V1.CloudWatchRegion ToProto(AwsRegion region) => new() { Region = region.Name, DisplayName = region.Title };

    public static V1.CloudWatchResource ToProto(AwsResource resource) =>
        new()
        {
            AwsResourceId = resource.Id,
            AwsResourceType = resource.Type.Name,
            Region = resource.Region,
            Namespace = resource.Type.Namespace,
            Dimension = resource.Type.Dimension,
            DisplayName = resource.Name,
            ProviderState = resource.ProviderState ?? "",
            Tags = { new Dictionary<string, string>(resource.Tags) },
        };

    public static V1.CloudWatchAvailableMetric ToProto(AvailableMetric metric, AwsScope scope) =>
        new()
        {
            Spec = new()
            {
                Region = scope.Region,
                Namespace = metric.Namespace,
                MetricName = metric.Name,
                Dimensions = { new Dictionary<string, string>(metric.Dimensions) },
                Account = scope.Account,
            },
            Metric = metric.Known is { } known ? ToProto(known) : null,
            Resource = metric.Resource is { } resource ? ToProto(resource) : null,
        };

    public static V1.SkippedService ToProto(SkippedListing skipped) =>
        new()
        {
            Service = skipped.Fault.Service,
            Region = skipped.Scope.Region,
            Account = skipped.Scope.Account,
            AwsResourceType = skipped.Type.Name,
            Permission = skipped.Fault.Permission,
            TagsOnly = skipped.TagsOnly,
            Error = ItemErrors.ToProto(AwsErrors.OfAws(skipped.Fault)),
        };

    private static V1.CloudWatchCatalogueMetric ToProto(CatalogueMetric metric)
    {
        var proto = new V1.CloudWatchCatalogueMetric
        {
            Namespace = metric.Namespace,
            MetricName = metric.Name,
            AwsResourceType = metric.Type?.Name ?? "",
            Dimension = metric.Dimension,
            Statistic = metric.Statistic,
            Unit = metric.Unit,
            DefaultMin = CatalogueMetric.DefaultMin,
            IsDefault = metric.IsDefault,
            Period = Period(),
            MissingData = metric.IsZeroWithoutData ? V1.MissingData.Zero : V1.MissingData.LeaveOut,
        };
        if (metric.DefaultMax is { } max)
        {
            proto.DefaultMax = max;
        }
        return proto;
    }

    private static V1.CloudWatchCatalogueMetric ToProto(AutostackMetric metric) =>
        new()
        {
            Namespace = metric.Namespace,
            MetricName = metric.Name,
            Statistic = metric.Statistic,
            Unit = metric.Unit,
            DefaultMin = CatalogueMetric.DefaultMin,
            DefaultMax = metric.Max!.Value,
            Period = Period(),
            MissingData = V1.MissingData.LeaveOut,
        };

    private static V1.CloudWatchNamespace ToNamespace(string name, IEnumerable<V1.CloudWatchCatalogueMetric> metrics)
    {
        var ns = new V1.CloudWatchNamespace { Namespace = name, Metrics = { metrics } };
        ns.Dimensions.Add(ns.Metrics.Select(metric => metric.Dimension).Where(dimension => dimension.Length > 0).Distinct());
        return ns;
    }

    private static Duration Period() => Duration.FromTimeSpan(TimeSpan.FromSeconds(CatalogueMetric.PeriodSeconds));

    public static V1.CollectionStatistics ToProto(AwsScope scope, CollectorState state)
    {
        var proto = new V1.CollectionStatistics
        {
            Account = scope.Account,
            Region = scope.Region,
            MetricCount = state.MetricCount,
            StoppedMetricCount = state.StoppedCount,
            CallCount = state.Total.Calls,
            RequestedMetricCount = state.Total.MetricsRequested,
            StoredSampleCount = state.Total.SamplesStored,
            EmptyCount = state.Total.Empty,
            ErrorCount = state.Total.Errors,
            ThrottledCallCount = state.Total.Throttled,
            LateSampleCount = state.Total.LateSamples,
            RevisedSampleCount = state.Total.RevisedSamples,
            EstimatedMonthlyDollars = state.MonthlyDollars,
            PeriodsPerRequest = state.Stretch,
            ClockAhead = Duration.FromTimeSpan(state.MachineAhead),
        };
        foreach (var (ns, seconds) in state.PublicationDelays)
        {
            proto.PublicationDelays[ns] = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds));
        }
        return proto;
    }
}
