namespace HtmIt.Client;

/// <summary>Names a metric, either by its own name or by its resource name. A plain string converts to an own name.</summary>
public readonly record struct MetricTarget
{
    private MetricTarget(string value, bool isResourceName) => (Value, IsResourceName) = (value, isResourceName);

    /// <summary>The name.</summary>
    public string Value { get; }

    /// <summary>Whether <see cref="Value"/> is a resource name (<c>metrics/{uid}</c>) instead of the metric's own name.</summary>
    public bool IsResourceName { get; }

    /// <summary>Names a custom metric by its own name, e.g. <c>shop.orders</c>.</summary>
    public static MetricTarget OfMetricName(string metricName)
    {
        ArgumentException.ThrowIfNullOrEmpty(metricName);
        return new(metricName, isResourceName: false);
    }

    /// <summary>Names a metric by its resource name, as received from the server.</summary>
    public static MetricTarget OfResourceName(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new(name, isResourceName: true);
    }

    /// <summary>Takes a string as the metric's own name.</summary>
    public static implicit operator MetricTarget(string metricName) => OfMetricName(metricName);

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";
}
