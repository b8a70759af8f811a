namespace HtmIt.Client;

/// <summary>A metric over the members of an autostack.</summary>
/// <param name="Autostack">Name of the autostack.</param>
/// <param name="Namespace">Namespace of the metric, e.g. AWS/EC2, or Autostacks for InstanceCount.</param>
/// <param name="MetricName">Name of the metric, e.g. CPUUtilization or InstanceCount.</param>
public sealed record AutostackMetricSpec(string Autostack, string Namespace, string MetricName);
