namespace HtmIt.Client.Errors;

/// <summary>There is no such AWS region.</summary>
public sealed class RegionUnknownException(HtmItError error) : InvalidFieldException(error)
{
    /// <summary>The region that was given.</summary>
    public string? Region => Value("value");
}
