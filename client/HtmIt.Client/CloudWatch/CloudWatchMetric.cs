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

    /// <summary>What is asked for of each period, e.g. <c>Average</c>; empty for that of the catalogue, the only one that servers of today take.
    /// </summary>
    public string Statistic { get; init; } = "";

    /// <summary>Length of the periods; absent for that of the catalogue, the only one that servers of today take.</summary>
    public TimeSpan? Period { get; init; }

    /// <summary>Unit of the datapoints to ask for, e.g. <c>Percent</c>; empty for that of the catalogue, the only one that servers of today take.
    /// </summary>
    public string AwsUnit { get; init; } = "";

    /// <summary>What becomes of a period without a datapoint. Default: it has no sample.</summary>
    public MissingData MissingData { get; init; }
}
