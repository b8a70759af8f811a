namespace HtmIt.Client;

/// <summary>Selects metrics to list.</summary>
public sealed record ListAvailableMetricsOptions : CloudWatchOptions
{
    /// <summary>Only metrics of the resource with this id.</summary>
    public string AwsResourceId { get; init; } = "";

    /// <summary>Only metrics of this name.</summary>
    public string MetricName { get; init; } = "";

    /// <summary>Only metrics with these dimensions, perhaps among others; an empty value stands for any.</summary>
    public IReadOnlyDictionary<string, string> Dimensions { get; init; } = new Dictionary<string, string>();
}
