namespace HtmIt.Client.Errors;

/// <summary>Custom metrics are created faster than the server does. Nothing was changed; try again later.</summary>
public sealed class TooManyNewMetricsException(HtmItError error) : UnavailableException(error)
{
    /// <summary>How many it creates in a second.</summary>
    public int? Limit => Number("limit");
}
