namespace HtmIt.Client.Models;

/// <summary>A metric of Amazon CloudWatch.</summary>
/// <param name="Region">AWS region, e.g. us-west-2.</param>
/// <param name="Namespace">CloudWatch namespace, e.g. AWS/EC2.</param>
/// <param name="MetricName">CloudWatch metric name, e.g. CPUUtilization.</param>
/// <param name="Dimensions">CloudWatch dimensions by name, e.g. InstanceId: i-0abc.</param>
public sealed record CloudWatchMetric(string Region, string Namespace, string MetricName, IReadOnlyDictionary<string, string> Dimensions)
{
    /// <summary>Name of an account from the server's settings. Default: the server's default credentials.</summary>
    public string Account { get; init; } = "";
}
