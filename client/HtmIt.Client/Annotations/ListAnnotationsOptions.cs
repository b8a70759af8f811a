namespace HtmIt.Client;

/// <summary>Selects annotations to list. All conditions must hold.</summary>
public sealed record ListAnnotationsOptions
{
    /// <summary>Only those made with this client. Default: all.</summary>
    public string Client { get; init; } = "";

    /// <summary>Only those of this user. Default: all.</summary>
    public string User { get; init; } = "";

    /// <summary>Only those about this resource, its metrics included. Default: all.</summary>
    public string Resource { get; init; } = "";

    /// <summary>Only those about the metric of this name. Default: all.</summary>
    public string Metric { get; init; } = "";

    /// <summary>Only those about the incident of this name. Default: all.</summary>
    public string Incident { get; init; } = "";

    /// <summary>Only those about this time or later. Default: no bound.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Only those about this time or earlier. Default: no bound.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>How many to ask for at a time. 0 leaves it to the server. Does not limit the list.</summary>
    public int PageSize { get; init; }
}
