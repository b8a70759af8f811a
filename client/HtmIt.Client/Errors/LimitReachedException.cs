namespace HtmIt.Client.Errors;

/// <summary>There is as much of something as there may be; nothing was created. Each reason has a type derived from this one.</summary>
public class LimitReachedException(HtmItError error) : HtmItException(error)
{
    /// <summary>How many there may be; absent when the server does not say.</summary>
    public int? Limit => Number("limit");
}
