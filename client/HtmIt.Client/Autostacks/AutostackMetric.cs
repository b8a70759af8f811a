namespace HtmIt.Client;

/// <summary>A metric of an autostack to monitor.</summary>
/// <param name="Namespace"><c>AWS/EC2</c> for a metric of the members, <c>Autostacks</c> for the number of them.</param>
/// <param name="MetricName">E.g. <c>CPUUtilization</c>, or <c>InstanceCount</c>.</param>
public sealed record AutostackMetric(string Namespace, string MetricName)
{
    /// <summary>How many instances match the filters.</summary>
    public static AutostackMetric InstanceCount { get; } = new("Autostacks", "InstanceCount");

    /// <summary>Smallest expected value. Given together with <see cref="Max"/> or not at all; then the metric's defaults hold.</summary>
    public double? Min { get; init; }

    /// <summary>Largest expected value.</summary>
    public double? Max { get; init; }

    /// <summary>Lower bound of the encoder's resolution, in units of the value. Default: 0.001.</summary>
    public double? MinResolution { get; init; }
}
