namespace HtmIt.Core.Names;

/// <summary>How a caller names a metric: by its own name or by its identity.</summary>
public abstract record MetricTarget
{
    private MetricTarget() { }

    /// <summary>By its own name; there need not be such a metric.</summary>
    public sealed record Named(string Name) : MetricTarget;

    /// <summary>By its identity.</summary>
    public sealed record Identified(MetricId Id) : MetricTarget;
}
