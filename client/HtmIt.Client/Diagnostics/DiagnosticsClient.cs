using HtmIt.V1;

namespace HtmIt.Client;

/// <summary>Calls <c>htmit.v1.DiagnosticsService</c>.</summary>
internal sealed class DiagnosticsClient(DiagnosticsService.DiagnosticsServiceClient stub, Calls calls) : IDiagnosticsClient
{
    public async Task<ServerInfo> GetServerInfoAsync(CancellationToken cancellationToken)
    {
        var request = new GetServerInfoRequest();
        var info = await calls.CallUncheckedAsync(stub.GetServerInfoAsync, request, cancellationToken).ConfigureAwait(false);
        return new ServerInfo(
            info.Version,
            info.StartTime.ToDateTimeOffset(),
            [.. info.Datasources.Select(datasource => (Datasource)datasource)],
            info.ResourceCount
        )
        {
            MetricCounts = info
                .MetricCounts.GroupBy(one => (MetricStatus)one.Status)
                .ToDictionary(group => group.Key, group => group.Sum(one => one.Count)),
            ContractRevision = info.ContractRevision,
            OldestContractRevision = info.OldestContractRevision > 0 ? info.OldestContractRevision : info.ContractRevision,
            Capabilities = [.. info.Capabilities],
            AwsClockAhead = info.AwsClockAhead?.ToTimeSpan() ?? TimeSpan.Zero,
            HistoryId = info.HistoryId,
            Retention = info.Limits?.Retention?.ToTimeSpan(),
            TimeResolution = info.Limits?.TimeResolution?.ToTimeSpan() ?? TimeSpan.FromSeconds(1),
        };
    }
}
