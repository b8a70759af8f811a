namespace HtmIt.Core.Metrics;

/// <summary>Selects metrics to list.</summary>
/// <param name="Selector">What callers ask for; null for all.</param>
/// <param name="OnlyMonitored">Only metrics that have a model.</param>
public sealed record MetricFilter(MetricSelector? Selector = null, bool OnlyMonitored = false)
{
    /// <summary>AWS region; null for any.</summary>
    public string? Region { get; init; }
}
