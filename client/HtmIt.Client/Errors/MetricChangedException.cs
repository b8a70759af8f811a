namespace HtmIt.Client.Errors;

/// <summary>The metric's status changed while the call was working. Ask again.</summary>
public sealed class MetricChangedException(HtmItError error) : ConflictException(error)
{
    /// <summary>Name of the metric.</summary>
    public string? Metric => Value("metric");
}
