namespace HtmIt.Client;

/// <summary>Selects incidents to list. All conditions must hold.</summary>
public sealed record ListIncidentsOptions
{
    /// <summary>Of which metrics. Default: all.</summary>
    public MetricSelector Selector { get; init; } = new();

    /// <summary>Only those that went on at or after this time. Default: no bound.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Only those whose onset is at or before this time. Default: no bound.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Only those at least this severe. Range [0, 100]; 2 and less is everything that is kept. Default: 3, from which on people are
    /// told by default.</summary>
    public double? MinSeverity { get; init; }

    /// <summary>Only those in this state. Default: both.</summary>
    public IncidentState State { get; init; }

    /// <summary>In which order. Default: those noticed last first.</summary>
    public IncidentOrder Order { get; init; }

    /// <summary>How many to ask for at a time. 0 leaves it to the server. Does not limit the list.</summary>
    public int PageSize { get; init; }
}
