namespace HtmIt.Client;

/// <summary>Selects metrics to list.</summary>
public sealed record ListMetricsOptions
{
    /// <summary>Which metrics. Default: all.</summary>
    public MetricSelector Selector { get; init; } = new();

    /// <summary>How many to ask for at a time. 0 leaves it to the server. Does not limit the list.</summary>
    public int PageSize { get; init; }
}
