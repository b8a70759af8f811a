using HtmIt.Core.Metrics;

namespace HtmIt.Core.Instances;

/// <summary>What a cloud resource's state changed to.</summary>
/// <param name="Server">The instance, as in <see cref="Metrics.Metric.Server"/>.</param>
/// <param name="Time">When the change was noticed.</param>
/// <param name="Status">The provider's own word, e.g. <c>running</c>.</param>
public sealed record InstanceStatus(string Server, DateTimeOffset Time, string Status);
