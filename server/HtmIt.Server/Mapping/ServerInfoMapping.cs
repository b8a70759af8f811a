using HtmIt.Core.Errors;
using HtmIt.V1;

namespace HtmIt.Server.Mapping;

/// <summary>What a server says of itself.</summary>
internal static class ServerInfoMapping
{
    /// <summary>Whether a request asks for what the database knows too.</summary>
    public static bool IsFull(ServerInfoView view) =>
        view switch
        {
            ServerInfoView.Unspecified or ServerInfoView.Full => true,
            ServerInfoView.Basic => false,
            _ => throw DomainErrors.InvalidField("view", view, "must be one of the values of ServerInfoView"),
        };

    public static V1.MetricCount ToProto(Core.Metrics.MetricCount one) =>
        new()
        {
            Datasource = DatasourceMapping.ToProto(one.Datasource),
            Status = MetricMapping.ToProto(one.Status),
            Count = one.Count,
        };
}
