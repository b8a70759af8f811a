namespace HtmIt.Core.Aws;

/// <summary>What is known of a CloudWatch metric beforehand: how it is asked for unless told otherwise.</summary>
/// <param name="Type">The kind of resource that it is a metric of; null for kinds that are found by their metrics alone.</param>
/// <param name="Namespace">Its namespace, which for an Auto Scaling group's EC2 metrics is not the kind's own.</param>
/// <param name="Dimension">The dimension that identifies a resource.</param>
/// <param name="Name">Its name, e.g. <c>CPUUtilization</c>.</param>
/// <param name="Statistic">What is asked for of each period: <c>Average</c> or <c>Sum</c>.</param>
/// <param name="Unit">Unit of its values, as CloudWatch names it.</param>
/// <param name="DefaultMax">Upper end of the value range unless told otherwise; null when only data can tell.</param>
/// <param name="IsDefault">Whether monitoring a whole resource includes it.</param>
/// <param name="IsZeroWithoutData">Whether AWS publishes nothing when nothing happens, so that a period without a datapoint is 0.</param>
/// <param name="Source">Who says so.</param>
public sealed record CatalogueMetric(
    AwsResourceType? Type,
    string Namespace,
    string Dimension,
    string Name,
    string Statistic,
    string Unit,
    double? DefaultMax,
    bool IsDefault,
    bool IsZeroWithoutData,
    string Source
)
{
    /// <summary>Lower end of the value range of every metric.</summary>
    public const double DefaultMin = 0;

    /// <summary>Period of every metric unless told otherwise, in seconds.</summary>
    public const int PeriodSeconds = 300;
}
