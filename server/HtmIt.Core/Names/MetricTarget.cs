namespace HtmIt.Core.Names;

/// <summary>How a caller names a metric: by its key or by its identity.</summary>
public abstract record MetricTarget
{
    private MetricTarget() { }

    /// <summary>By name and labels; there need not be such a metric.</summary>
    public sealed record Keyed(MetricKey Key) : MetricTarget;

    /// <summary>By its identity.</summary>
    public sealed record Identified(MetricId Id) : MetricTarget;
}
