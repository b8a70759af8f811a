namespace HtmIt.Client.Errors;

/// <summary>The call needs a monitored metric.</summary>
public sealed class MetricNotMonitoredException(HtmItError error) : WrongStateException(error)
{
    /// <summary>Resource name of the metric.</summary>
    public string? Metric => Value("metric");
}
