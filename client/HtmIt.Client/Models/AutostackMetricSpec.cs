namespace HtmIt.Client;

/// <summary>A metric over the members of an autostack.</summary>
/// <param name="Autostack">Name of the autostack.</param>
/// <param name="Namespace">Namespace of the metric, e.g. AWS/EC2, or Autostacks for the number of members.</param>
/// <param name="MetricName">Name of the metric, e.g. CPUUtilization; InstanceCount for the number of EC2 instances, MemberCount for that of other resources.</param>
public sealed record AutostackMetricSpec(string Autostack, string Namespace, string MetricName);
