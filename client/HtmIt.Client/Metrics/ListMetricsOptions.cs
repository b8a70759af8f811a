namespace HtmIt.Client;

/// <summary>Selects metrics to list.</summary>
public sealed record ListMetricsOptions
{
    /// <summary>Only metrics of this datasource. Default: all.</summary>
    public Datasource Datasource { get; init; }

    /// <summary>Only metrics of this server. Default: all.</summary>
    public string Resource { get; init; } = "";

    /// <summary>How many to ask for at a time. 0 leaves it to the server. Does not limit the list.</summary>
    public int PageSize { get; init; }
}
