namespace HtmIt.Client.Errors;

/// <summary>The filters of an autostack match more instances than it may have.</summary>
public sealed class TooManyInstancesException(HtmItError error) : HtmItException(error)
{
    /// <summary>How many it may have.</summary>
    public int? Limit => Number("limit");
}
