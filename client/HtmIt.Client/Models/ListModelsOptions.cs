namespace HtmIt.Client;

/// <summary>Selects models to list.</summary>
public sealed record ListModelsOptions
{
    /// <summary>Only models of this datasource. Default: all.</summary>
    public Datasource Datasource { get; init; }

    /// <summary>Only models of this server. Default: all.</summary>
    public string Resource { get; init; } = "";

    /// <summary>Only models in one of these states. Default: all.</summary>
    public IReadOnlyList<MetricStatus> Statuses { get; init; } = [];

    /// <summary>How many to ask for at a time. 0 leaves it to the server. Does not limit the list.</summary>
    public int PageSize { get; init; }
}
