namespace HtmIt.Client;

/// <summary>Selects notifications to list.</summary>
public sealed record ListNotificationsOptions
{
    /// <summary>Also those that were seen or acknowledged. Default: no.</summary>
    public bool IncludeHandled { get; init; }

    /// <summary>Only those of samples at or after this time. Default: the last seven days, of 30 that are kept.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Only those of samples at or before this time. Default: no bound.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Look only: the device counts as not in use for it. Default: no.</summary>
    public bool Peek { get; init; }

    /// <summary>How many to ask for at a time. 0 leaves it to the server. Does not limit the list.</summary>
    public int PageSize { get; init; }
}
