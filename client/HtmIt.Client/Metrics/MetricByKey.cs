namespace HtmIt.Client;

/// <summary>A custom metric, by the key that its samples carry.</summary>
public sealed record MetricByKey : MetricTarget
{
    internal MetricByKey(MetricKey key)
        : base(key.ToString()) => Key = key;

    /// <summary>The key.</summary>
    public MetricKey Key { get; }
}
