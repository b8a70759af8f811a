namespace HtmIt.Client;

/// <summary>Selects models to list.</summary>
public sealed record ListModelsOptions
{
    /// <summary>Whose models, among the metrics that are monitored. Default: all.</summary>
    public MetricSelector Selector { get; init; } = new();

    /// <summary>How many to ask for at a time. 0 leaves it to the server. Does not limit the list.</summary>
    public int PageSize { get; init; }
}
