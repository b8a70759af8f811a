namespace HtmIt.Client.Errors;

/// <summary>There is no such metric.</summary>
public sealed class MetricNotFoundException(HtmItError error) : NotFoundException(error)
{
    /// <summary>The name that was asked for.</summary>
    public string? Metric => Value("metric");
}
