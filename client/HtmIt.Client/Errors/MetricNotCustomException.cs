namespace HtmIt.Client.Errors;

/// <summary>The call is for custom metrics only.</summary>
public sealed class MetricNotCustomException(HtmItError error) : WrongStateException(error)
{
    /// <summary>Name of the metric.</summary>
    public string? Metric => Value("metric");
}
