namespace HtmIt.Client.Errors;

/// <summary>There is no such AWS region.</summary>
public sealed class RegionNotFoundException(HtmItError error) : CloudWatchNotFoundException(error)
{
    /// <summary>The region that was asked for.</summary>
    public string? Region => Value("region");
}
