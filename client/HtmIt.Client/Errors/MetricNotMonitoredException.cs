namespace HtmIt.Client.Errors;

/// <summary>The call needs a monitored metric.</summary>
public sealed class MetricNotMonitoredException(HtmItError error) : WrongStateException(error)
{
    /// <summary>Name of the metric.</summary>
    public string? Metric => Value("metric");
}
