namespace HtmIt.Client;

/// <summary>Says which metric is meant: <see cref="MetricByName"/>, by the name that its samples carry, or
/// <see cref="MetricByResourceName"/>, by the name that the server gave it. A string converts to the former, a metric to the latter.</summary>
public abstract record MetricTarget
{
    private protected MetricTarget(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        Value = value;
    }

    /// <summary>The one name or the other. Never empty.</summary>
    public string Value { get; }

    /// <summary>The custom metric with an own name.</summary>
    /// <param name="metricName">The metric's own name, e.g. <c>shop.orders</c>.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static MetricTarget ByName(string metricName) => new MetricByName(metricName);

    /// <summary>The metric with a name, of any datasource.</summary>
    /// <param name="name">The name (<c>metrics/{uid}</c>), as received.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static MetricTarget ByResourceName(string name) => new MetricByResourceName(name);

    /// <summary>Takes a string as the metric's own name, as <see cref="ByName"/> does.</summary>
    public static implicit operator MetricTarget(string metricName) => ByName(metricName);

    /// <summary>Means a metric that was received, as <see cref="ByResourceName"/> does.</summary>
    public static implicit operator MetricTarget(Metric metric) =>
        ByResourceName((metric ?? throw new ArgumentNullException(nameof(metric))).Name);

    /// <summary>The name, whichever it is.</summary>
    public sealed override string ToString() => Value;
}
