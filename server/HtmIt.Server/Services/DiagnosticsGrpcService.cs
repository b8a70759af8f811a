using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HtmIt.Core.Aws;
using HtmIt.Core.Log;
using HtmIt.Core.Metrics;
using HtmIt.Server.Diagnostics;
using HtmIt.Server.Listeners;
using HtmIt.Server.Mapping;
using HtmIt.Server.Settings;
using HtmIt.V1;

namespace HtmIt.Server.Services;

/// <summary>Serves <c>htmit.v1.DiagnosticsService</c>.</summary>
internal sealed class DiagnosticsGrpcService(
    SubmitFeedback submitFeedback,
    IMetricStore metrics,
    ISampleReader samples,
    Capabilities capabilities,
    StartTime start,
    GraphiteReport graphite,
    ServerAddresses addresses,
    LimitsReport limits,
    AwsTime awsTime,
    TimeProvider time
) : DiagnosticsService.DiagnosticsServiceBase
{
    public override async Task<SubmitFeedbackResponse> SubmitFeedback(SubmitFeedbackRequest request, ServerCallContext context)
    {
        var hasKey = request.TargetCase == SubmitFeedbackRequest.TargetOneofCase.Key;
        var target = MetricTargetMapping.ToTarget(hasKey, request.Metric, request.Key);
        var view = request.ClientView is { } given ? StructMapping.ToJson("client_view", given) : new JsonObject();
        return new() { Key = await submitFeedback.ExecuteAsync(target, view, request.FeedbackId, context.CancellationToken) };
    }

    public override async Task<GetServerInfoResponse> GetServerInfo(GetServerInfoRequest request, ServerCallContext context)
    {
        var info = Basics();
        if (ServerInfoMapping.IsFull(request.View))
        {
            var (counts, resources) = await metrics.CountAsync(context.CancellationToken);
            var range = await samples.ReadRangeAsync(context.CancellationToken);
            info.MetricCounts.Add(counts.Select(ServerInfoMapping.ToProto));
            info.ResourceCount = resources;
            info.HistoryId = range.History.ToString();
        }

        return info;
    }

    /// <summary>What the process knows by itself.</summary>
    private GetServerInfoResponse Basics() =>
        new()
        {
            Version = ServerIdentity.Version,
            StartTime = start.Value.ToTimestamp(),
            CurrentTime = time.GetUtcNow().ToTimestamp(),
            Datasources = { DatasourceMapping.All },
            Limits = limits.Tell(),
            Graphite = { GraphiteMapping.ToProto(graphite, addresses) },
            ContractRevision = ContractRevision.Current,
            OldestContractRevision = ContractRevision.Oldest,
            Capabilities = { capabilities.Names },
            AwsClockAhead = awsTime.MachineAhead is var ahead && ahead != TimeSpan.Zero ? Duration.FromTimeSpan(ahead) : null,
        };
}
