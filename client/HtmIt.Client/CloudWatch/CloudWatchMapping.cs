using Google.Protobuf.WellKnownTypes;

namespace HtmIt.Client;

/// <summary>Turns generated messages into records of the typed client.</summary>
internal static class CloudWatchMapping
{
    public static CloudWatchRegion ToRegion(V1.CloudWatchRegion region) => new(region.Region, region.DisplayName);

    public static CloudWatchNamespace ToNamespace(V1.CloudWatchNamespace ns) =>
        new(ns.Namespace, [.. ns.Metrics.Select(ToCatalogue)], [.. ns.Dimensions]);

    public static CloudWatchResource ToResource(V1.CloudWatchResource resource) =>
        new(resource.AwsResourceId, resource.AwsResourceType, resource.Region)
        {
            Namespace = resource.Namespace,
            Dimension = resource.Dimension,
            DisplayName = resource.DisplayName,
            ProviderState = resource.ProviderState,
            Tags = new Dictionary<string, string>(resource.Tags),
        };

    public static CloudWatchAvailableMetric ToAvailable(V1.CloudWatchAvailableMetric metric) =>
        new(
            ToMetric(metric.Spec),
            metric.Metric is { } known ? ToCatalogue(known) : null,
            metric.Resource is { } resource ? ToResource(resource) : null
        );

    public static SkippedService ToSkipped(V1.SkippedService skipped) =>
        new(skipped.Service, skipped.Region, skipped.Permission, ItemResults.ToException(skipped.Error))
        {
            Account = skipped.Account,
            AwsResourceType = skipped.AwsResourceType,
            TagsOnly = skipped.TagsOnly,
        };

    public static IEnumerable<V1.TagFilter> ToFilters(IReadOnlyDictionary<string, IReadOnlyList<string>> tags) =>
        tags.Select(tag => new V1.TagFilter { Key = tag.Key, Values = { tag.Value } });

    public static V1.ListAwsResourcesRequest ToRequest(string region, CloudWatchOptions options, string pageToken)
    {
        var request = new V1.ListAwsResourcesRequest
        {
            Region = region,
            TagFilters = { ToFilters(options.Tags) },
            Account = options.Account,
            PageSize = options.PageSize,
            PageToken = pageToken,
        };
        if (options.Namespace.Length > 0)
        {
            request.Namespace = options.Namespace;
        }

        return request;
    }

    public static CloudWatchMetric ToMetric(V1.CloudWatchMetricSpec spec) =>
        new(spec.Region, spec.Namespace, spec.MetricName, new Dictionary<string, string>(spec.Dimensions))
        {
            Account = spec.Account,
            Statistic = spec.Statistic,
            Period = spec.Period?.ToTimeSpan(),
            AwsUnit = spec.AwsUnit,
            MissingData = (MissingData)spec.MissingData,
        };

    public static V1.CloudWatchMetricSpec ToSpec(CloudWatchMetric metric) =>
        new()
        {
            Region = metric.Region,
            Namespace = metric.Namespace,
            MetricName = metric.MetricName,
            Dimensions = { new Dictionary<string, string>(metric.Dimensions) },
            Account = metric.Account,
            Statistic = metric.Statistic,
            Period = metric.Period is { } period ? Duration.FromTimeSpan(period) : null,
            AwsUnit = metric.AwsUnit,
            MissingData = (V1.MissingData)metric.MissingData,
        };

    public static CollectionShard ToShard(V1.CollectionStatistics shard) =>
        new(shard.Account, shard.Region)
        {
            MetricCount = shard.MetricCount,
            StoppedMetricCount = shard.StoppedMetricCount,
            CallCount = shard.CallCount,
            RequestedMetricCount = shard.RequestedMetricCount,
            StoredSampleCount = shard.StoredSampleCount,
            EmptyCount = shard.EmptyCount,
            ErrorCount = shard.ErrorCount,
            ThrottledCallCount = shard.ThrottledCallCount,
            LateSampleCount = shard.LateSampleCount,
            RevisedSampleCount = shard.RevisedSampleCount,
            EstimatedMonthlyDollars = shard.EstimatedMonthlyDollars,
            PeriodsPerRequest = shard.PeriodsPerRequest,
            ClockAhead = shard.ClockAhead?.ToTimeSpan() ?? TimeSpan.Zero,
            PublicationDelays = shard.PublicationDelays.ToDictionary(delay => delay.Key, delay => delay.Value.ToTimeSpan()),
        };

    private static CloudWatchCatalogueMetric ToCatalogue(V1.CloudWatchCatalogueMetric metric) =>
        new(metric.Namespace, metric.MetricName, metric.AwsResourceType, metric.Dimension)
        {
            Statistic = metric.Statistic,
            Unit = metric.Unit,
            DefaultMin = metric.DefaultMin,
            DefaultMax = metric.HasDefaultMax ? metric.DefaultMax : null,
            IsDefault = metric.IsDefault,
            Period = metric.Period.ToTimeSpan(),
            MissingData = (MissingData)metric.MissingData,
        };
}
