using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Core.Ingest;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Core.Quotas;
using HtmIt.Core.Rankings;
using HtmIt.Server.Diagnostics;
using HtmIt.Server.Listeners;
using HtmIt.Server.Mapping;
using HtmIt.Server.Settings;
using HtmIt.V1;
using Microsoft.Extensions.Options;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.DiagnosticsService</c>.</summary>
internal sealed class DiagnosticsGrpcService(
    SubmitFeedback submitFeedback,
    IMetricStore metrics,
    ISampleReader samples,
    StartTime start,
    GraphiteReport graphite,
    ServerAddresses addresses,
    IOptions<IngestOptions> ingest,
    IOptions<RetentionOptions> retention,
    IOptions<QuotaOptions> quota,
    TimeProvider time
) : DiagnosticsService.DiagnosticsServiceBase
{
    public override async Task<SubmitFeedbackResponse> SubmitFeedback(SubmitFeedbackRequest request, ServerCallContext context)
    {
        var id = MetricMapping.ToMetricId("metric", request.Metric);
        var view = request.ClientView is { } given ? StructMapping.ToJson("client_view", given) : new JsonObject();
        return new() { Key = await submitFeedback.ExecuteAsync(id, view, context.CancellationToken) };
    }

    public override async Task<GetServerInfoResponse> GetServerInfo(GetServerInfoRequest request, ServerCallContext context)
    {
        var (counts, resources) = await metrics.CountAsync(context.CancellationToken);
        var range = await samples.ReadRangeAsync(context.CancellationToken);
        return new()
        {
            Version = ServerIdentity.Version,
            StartTime = start.Value.ToTimestamp(),
            CurrentTime = time.GetUtcNow().ToTimestamp(),
            Datasources = { DatasourceMapping.All },
            MetricCounts = { counts.Select(ToProto) },
            ResourceCount = resources,
            Limits = Limits(),
            Graphite = { GraphiteMapping.ToProto(graphite, addresses) },
            HistoryId = range.History.ToString(),
        };
    }

    private static V1.MetricCount ToProto(Core.Metrics.MetricCount one) =>
        new()
        {
            Datasource = DatasourceMapping.ToProto(one.Datasource),
            Status = MetricMapping.ToProto(one.Status),
            Count = one.Count,
        };

    private ServerLimits Limits() =>
        new()
        {
            MessageBytes = MessageSize.Max,
            BatchSamples = ingest.Value.MaxBatchSamples,
            SampleFuture = new() { Seconds = ingest.Value.MaxFutureSeconds },
            Retention = retention.Value.ThresholdDays is { } days ? Duration.FromTimeSpan(TimeSpan.FromDays(days)) : null,
            RankingWindow = Duration.FromTimeSpan(TimeSpan.FromHours(RankingWindow.MostHours)),
            Resources = quota.Value.Resources,
            TimeResolution = new() { Seconds = 1 },
        };
}
