using HtmIt.Core.Aws;
using HtmIt.Core.Datasources.CloudWatch;
using HtmIt.Core.Resources;
using HtmIt.Core.Specs;

namespace HtmIt.Core.Datasources.Autostacks;

/// <summary>A metric that an autostack can have.</summary>
/// <param name="Slave">Where the aggregated values come from.</param>
/// <param name="Statistic">What is asked for of each member, and how the members are combined: their <c>Average</c>, or their <c>Sum</c> where
/// that is what is asked for.</param>
/// <param name="Max">Upper end of the value range unless told otherwise; the lower end is 0. Null when only data can tell: the range of one member is not
/// that of the sum of many.</param>
/// <param name="IsZeroWithoutData">Whether a period in which no member has a datapoint is 0.</param>
public sealed record AutostackMetric(
    Datasource Slave,
    string Namespace,
    string Name,
    string Statistic,
    string Unit,
    double? Max,
    bool IsZeroWithoutData
)
{
    /// <summary>Namespace of what is known about the autostack itself.</summary>
    public const string OwnNamespace = "Autostacks";

    /// <summary>How many instances match the filters of an autostack of EC2 instances.</summary>
    public static readonly AutostackMetric InstanceCount = Count("InstanceCount");

    /// <summary>How many resources match the filters of one of any other kind.</summary>
    public static readonly AutostackMetric MemberCount = Count("MemberCount");

    private static readonly Dictionary<AwsResourceType, AutostackMetric[]> ByKind = AwsResourceType.Groupable.ToDictionary(
        kind => kind,
        kind => Catalogue.Metrics.Where(metric => IsOf(kind, metric)).Select(OfMembers).Append(CountOf(kind)).ToArray()
    );

    /// <summary>All of them, each once.</summary>
    public static IReadOnlyList<AutostackMetric> All { get; } =
    [
        .. AwsResourceType.Groupable.SelectMany(Of).Where(metric => metric.Slave != AutostackDatasource.Instance).Distinct(),
        InstanceCount,
        MemberCount,
    ];

    /// <summary>Those that an autostack of this kind can have: the metrics that the catalogue has of the kind, and the number of members.</summary>
    public static IReadOnlyList<AutostackMetric> Of(AwsResourceType kind) => ByKind[kind];

    /// <summary>Where the values of a namespace come from.</summary>
    public static Datasource SlaveOf(string ns) => ns == OwnNamespace ? AutostackDatasource.Instance : CloudWatchDatasource.Instance;

    public static AutostackMetric? Find(AwsResourceType kind, Datasource slave, string ns, string name) =>
        Of(kind).FirstOrDefault(metric => metric.Is(slave, ns, name));

    /// <summary>Whatever the kind: kinds that share the name of a metric share all that is known of it.</summary>
    public static AutostackMetric? FindOfAny(Datasource slave, string ns, string name) =>
        All.FirstOrDefault(metric => metric.Is(slave, ns, name));

    /// <summary>As people name it.</summary>
    public override string ToString() => $"{Namespace}/{Name}";

    private static AutostackMetric Count(string name) =>
        new(AutostackDatasource.Instance, OwnNamespace, name, "Sum", "Count", Autostack.MostMembers, IsZeroWithoutData: false);

    private static AutostackMetric CountOf(AwsResourceType kind) => kind == AwsResourceType.Ec2Instance ? InstanceCount : MemberCount;

    /// <summary>Rows of the catalogue that name no kind are found by the kind's namespace and dimension.</summary>
    private static bool IsOf(AwsResourceType kind, CatalogueMetric metric) =>
        metric.Type == kind || (metric.Type is null && metric.Namespace == kind.Namespace && metric.Dimension == kind.Dimension);

    private static AutostackMetric OfMembers(CatalogueMetric metric) =>
        new(
            CloudWatchDatasource.Instance,
            metric.Namespace,
            metric.Name,
            metric.Statistic,
            metric.Unit,
            metric.Statistic == "Sum" ? null : metric.DefaultMax,
            metric.IsZeroWithoutData
        );

    private bool Is(Datasource slave, string ns, string name) => Slave == slave && Namespace == ns && Name == name;
}
