using Google.Protobuf.WellKnownTypes;
using HtmIt.Core.Ingest;
using HtmIt.Core.Listing;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Names;
using HtmIt.Core.Quotas;
using HtmIt.Core.Rankings;
using HtmIt.Server.Mapping;
using HtmIt.Server.Services;
using HtmIt.Server.Settings;
using HtmIt.V1;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace HtmIt.Server.Diagnostics;

/// <summary>Tells every bound that a client can run into, as code and settings have it.</summary>
internal sealed class LimitsReport(
    IOptions<IngestOptions> ingest,
    IOptions<NewMetricOptions> newMetrics,
    IOptions<RetentionOptions> retention,
    IOptions<QuotaOptions> quota,
    IOptions<KestrelServerOptions> kestrel
)
{
    public ServerLimits Tell() =>
        new()
        {
            MessageBytes = MessageSize.Max,
            BatchSamples = ingest.Value.MaxBatchSamples,
            BatchSeries = ingest.Value.MaxBatchSeries,
            StreamPendingSamples = ingest.Value.MaxPendingSamples,
            ConnectionStreams = kestrel.Value.Limits.Http2.MaxStreamsPerConnection,
            SampleFuture = new() { Seconds = ingest.Value.MaxFutureSeconds },
            Retention = retention.Value.ThresholdDays is { } days ? Duration.FromTimeSpan(TimeSpan.FromDays(days)) : null,
            RankingWindow = new() { Seconds = RankingSpan.Longest },
            Resources = quota.Value.Resources,
            TimeResolution = new() { Seconds = 1 },
            Metrics = newMetrics.Value.MaxCustomMetrics,
            NewMetricsPerSecond = newMetrics.Value.NewMetricsPerSecond,
            MetricNameCharacters = MetricNames.LongestName,
            Labels = MetricKeyRules.MostLabels,
            LabelKeyCharacters = MetricKeyRules.LongestKey,
            LabelValueCharacters = MetricKeyRules.LongestValue,
            KeyBytes = MetricKeyRules.MostBytes,
            SelectorMetrics = MetricSelectorRules.MostMetrics,
            SelectorLabels = MetricSelectorRules.MostLabels,
            SelectorPatternCharacters = MetricSelectorRules.LongestPattern,
            PageSize = Mapping.PageSize.Max,
            DataPageSize = MetricDataGrpcService.LargestPage,
            Buckets = BucketDivision.MostBuckets,
            BatchItems = ModelGrpcService.LargestBatch,
            ImportSamples = ImportSession.MostSamples,
            GraphiteConnections = ingest.Value.MaxGraphiteConnections,
        };
}
