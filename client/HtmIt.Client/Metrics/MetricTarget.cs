namespace HtmIt.Client;

/// <summary>Says which metric is meant: <see cref="MetricByKey"/>, by the key that its samples carry, or
/// <see cref="MetricByResourceName"/>, by the name that the server gave it. A string or a key
/// converts to the former, a metric to the latter.</summary>
public abstract record MetricTarget
{
    private protected MetricTarget(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        Value = value;
    }

    /// <summary>The name, or the key as people write it. Never empty.</summary>
    public string Value { get; }

    /// <summary>The custom metric with a key.</summary>
    /// <param name="key">Its own name and its labels; a string is the name of the metric without labels.</param>
    public static MetricTarget ByKey(MetricKey key) => new MetricByKey(key ?? throw new ArgumentNullException(nameof(key)));

    /// <summary>The metric with a name, of any datasource.</summary>
    /// <param name="name">The name (<c>metrics/{uid}</c>), as received.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static MetricTarget ByResourceName(string name) => new MetricByResourceName(name);

    /// <summary>Takes a string as the own name of a metric without labels, as <see cref="ByKey"/> does.</summary>
    public static implicit operator MetricTarget(string metricName) => ByKey(metricName);

    /// <summary>Means the custom metric with a key, as <see cref="ByKey"/> does.</summary>
    public static implicit operator MetricTarget(MetricKey key) => ByKey(key);

    /// <summary>Means a metric that was received, as <see cref="ByResourceName"/> does.</summary>
    public static implicit operator MetricTarget(Metric metric) =>
        ByResourceName((metric ?? throw new ArgumentNullException(nameof(metric))).Name);

    /// <summary>The name, or the key as people write it.</summary>
    public sealed override string ToString() => Value;

    internal static MetricTarget Of(V1.MetricTarget target) =>
        target.HasMetric ? ByResourceName(target.Metric) : ByKey(MetricKey.Of(target.Key));

    internal V1.MetricTarget ToProto() =>
        this is MetricByKey { Key: var key } ? new V1.MetricTarget { Key = key.ToProto() } : new V1.MetricTarget { Metric = Value };
}
