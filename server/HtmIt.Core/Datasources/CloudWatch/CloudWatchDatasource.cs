using System.Text.Json.Nodes;
using HtmIt.Core.Resources;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.CloudWatch;

/// <summary>Metrics of Amazon CloudWatch, which the server fetches.</summary>
public sealed class CloudWatchDatasource : Datasource
{
    public static readonly CloudWatchDatasource Instance = new();

    private CloudWatchDatasource()
        : base(2, "cloudwatch") { }

    public override MetricSpec ReadSpec(JsonObject json) =>
        new CloudWatchMetricSpec(
            (string)json["region"]!,
            (string)json["namespace"]!,
            (string)json["metric"]!,
            json["dimensions"]!.AsObject().ToDictionary(dimension => dimension.Key, dimension => (string)dimension.Value!)
        )
        {
            Account = (string?)json["account"] ?? "",
            Statistic = (string?)json["statistic"] ?? "",
            PeriodSeconds = (double?)json["period"],
            AwsUnit = (string?)json["awsUnit"] ?? "",
            MissingData = json["missingData"] is { } missing ? Enum.Parse<MissingData>((string)missing!) : MissingData.Unspecified,
        };
}
