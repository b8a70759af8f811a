namespace HtmIt.Client.Errors;

/// <summary>The metric's model failed. Restart or delete it.</summary>
public sealed class MetricInErrorException(HtmItError error) : WrongStateException(error)
{
    /// <summary>Name of the metric.</summary>
    public string? Metric => Value("metric");
}
