namespace HtmIt.Client.Errors;

/// <summary>A custom metric of that name exists.</summary>
public sealed class MetricAlreadyExistsException(HtmItError error) : AlreadyExistsException(error)
{
    /// <summary>Resource name of the existing metric.</summary>
    public string? Metric => Value("metric");
}
