using HtmIt.Core.Aws;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Resources;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>A metric that an autostack can have.</summary>
/// <param name="Slave">Where the aggregated values come from.</param>
/// <param name="Statistic"><c>Average</c> over the members, or their <c>Sum</c>.</param>
/// <param name="Max">Upper end of the value range unless told otherwise; the lower end is 0.</param>
public sealed record AutostackMetric(Datasource Slave, string Namespace, string Name, string Statistic, string Unit, double Max)
{
    /// <summary>Namespace of what is known about the autostack itself.</summary>
    public const string OwnNamespace = "Autostacks";

    /// <summary>How many instances match the autostack's filters.</summary>
    public static readonly AutostackMetric InstanceCount = new(
        AutostackDatasource.Instance,
        OwnNamespace,
        "InstanceCount",
        "Sum",
        "Count",
        Autostack.MostMembers
    );

    /// <summary>All of them: the EC2 metrics of the catalogue, and the number of members.</summary>
    public static IReadOnlyList<AutostackMetric> All { get; } =
    [
        .. Catalogue
            .Metrics.Where(metric => metric.Type == AwsResourceType.Ec2Instance)
            .Select(metric => new AutostackMetric(
                CloudWatchDatasource.Instance,
                metric.Namespace,
                metric.Name,
                metric.Statistic,
                metric.Unit,
                metric.DefaultMax!.Value
            )),
        InstanceCount,
    ];

    /// <summary>Where the values of a namespace come from.</summary>
    public static Datasource SlaveOf(string ns) => ns == OwnNamespace ? AutostackDatasource.Instance : CloudWatchDatasource.Instance;

    public static AutostackMetric? Find(Datasource slave, string ns, string name) =>
        All.FirstOrDefault(metric => metric.Slave == slave && metric.Namespace == ns && metric.Name == name);
}
