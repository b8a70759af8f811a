namespace HtmIt.Client;

/// <summary>How a metric is asked for unless a model is told otherwise, whatever the resource.</summary>
/// <param name="Namespace">CloudWatch namespace, e.g. <c>AWS/EC2</c>.</param>
/// <param name="MetricName">Its name, e.g. <c>CPUUtilization</c>.</param>
/// <param name="AwsResourceType">The kind of resource, e.g. <c>AWS::EC2::Instance</c>; empty for kinds that are found by their metrics.</param>
/// <param name="Dimension">The dimension that identifies the resource.</param>
public sealed record CloudWatchCatalogueMetric(string Namespace, string MetricName, string AwsResourceType, string Dimension)
{
    /// <summary>What is asked for of each period: <c>Average</c> or <c>Sum</c>.</summary>
    public string Statistic { get; init; } = "";

    /// <summary>Unit of its values, as CloudWatch names it.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Lower end of the value range unless a model is told otherwise.</summary>
    public double DefaultMin { get; init; }

    /// <summary>Upper end of the value range unless a model is told otherwise; null when only data can tell.</summary>
    public double? DefaultMax { get; init; }

    /// <summary>Whether monitoring a whole resource includes it.</summary>
    public bool IsDefault { get; init; }

    /// <summary>Length of its periods.</summary>
    public TimeSpan Period { get; init; }

    /// <summary>What becomes of a period without a datapoint, with this statistic.</summary>
    public MissingData MissingData { get; init; }
}
