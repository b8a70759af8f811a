using HtmIt.Core.Datasources.Autostacks;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Errors;
using HtmIt.Core.Specs;

namespace HtmIt.Server.Mapping;

/// <summary>Datasources between wire and domain; their numbers are the same.</summary>
internal static class DatasourceMapping
{
    private static readonly Datasource[] Known = [CustomDatasource.Instance, CloudWatchDatasource.Instance, AutostackDatasource.Instance];

    /// <summary>All that the wire has.</summary>
    public static IEnumerable<V1.Datasource> All => Known.Select(ToProto);

    public static V1.Datasource ToProto(Datasource datasource) => (V1.Datasource)datasource.Number;

    /// <summary>Null for none.</summary>
    public static Datasource? ToDatasource(V1.Datasource datasource, string field = "datasource") =>
        datasource == V1.Datasource.Unspecified
            ? null
            : Array.Find(Known, known => known.Number == (int)datasource)
                ?? throw DomainErrors.InvalidField(field, datasource, "must be one of the values of Datasource");
}
