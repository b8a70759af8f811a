namespace HtmIt.Client.Errors;

/// <summary>A custom metric of that name exists.</summary>
public sealed class MetricAlreadyExistsException(HtmItError error) : AlreadyExistsException(error)
{
    /// <summary>Name of the existing metric.</summary>
    public string? Metric => Value("metric");
}
