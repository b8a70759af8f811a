using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.DiagnosticsService</c>.</summary>
internal sealed class DiagnosticsClient(DiagnosticsService.DiagnosticsServiceClient stub, Calls calls) : IDiagnosticsClient
{
    public async Task<string> SubmitFeedbackAsync(
        string metric,
        JsonObject? clientView,
        RequestOptions? options,
        CancellationToken cancellationToken
    )
    {
        ArgumentNullException.ThrowIfNull(metric);
        var request = new SubmitFeedbackRequest
        {
            Metric = metric,
            ClientView = clientView is null ? null : JsonParser.Default.Parse<Struct>(clientView.ToJsonString()),
        };
        var response = await calls.CallAsync(stub.SubmitFeedbackAsync, request, options, cancellationToken).ConfigureAwait(false);
        return response.Key;
    }

    public async Task<ServerInfo> GetServerInfoAsync(RequestOptions? options, CancellationToken cancellationToken)
    {
        var request = new GetServerInfoRequest();
        var info = await calls.CallAsync(stub.GetServerInfoAsync, request, options, cancellationToken).ConfigureAwait(false);
        return new ServerInfo(
            info.Version,
            info.StartTime.ToDateTimeOffset(),
            [.. info.Datasources.Select(datasource => (Datasource)datasource)],
            info.InstanceCount
        )
        {
            MetricCounts = info
                .MetricCounts.GroupBy(one => (MetricStatus)one.Status)
                .ToDictionary(group => group.Key, group => group.Sum(one => one.Count)),
            HistoryId = info.HistoryId,
            Retention = info.Limits?.Retention?.ToTimeSpan(),
        };
    }
}
