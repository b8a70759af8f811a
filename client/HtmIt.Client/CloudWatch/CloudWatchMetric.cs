namespace HtmIt.Client;

/// <summary>Names one metric of Amazon CloudWatch: what discovery finds, and what is monitored.</summary>
/// <param name="Region">AWS region, e.g. <c>us-west-2</c>.</param>
/// <param name="Namespace">CloudWatch namespace, e.g. <c>AWS/EC2</c>.</param>
/// <param name="MetricName">Its name, e.g. <c>CPUUtilization</c>.</param>
/// <param name="Dimensions">Its dimensions by name.</param>
public sealed record CloudWatchMetric(string Region, string Namespace, string MetricName, IReadOnlyDictionary<string, string> Dimensions)
{
    /// <summary>Account from the server's settings; empty means the server's own credentials.</summary>
    public string Account { get; init; } = "";

    /// <summary>What is asked for of each period, e.g. <c>Average</c> or <c>p99</c>; empty for that of the catalogue, or <c>Average</c>.</summary>
    public string Statistic { get; init; } = "";

    /// <summary>Length of the periods; absent for five minutes.</summary>
    public TimeSpan? Period { get; init; }

    /// <summary>Only datapoints of this unit, e.g. <c>Percent</c>; empty for all.</summary>
    public string AwsUnit { get; init; } = "";

    /// <summary>What becomes of a period without a datapoint. Default: what the service's documents say, see <see cref="CloudWatchCatalogueMetric.MissingData"/>.
    /// </summary>
    public MissingData MissingData { get; init; }
}
