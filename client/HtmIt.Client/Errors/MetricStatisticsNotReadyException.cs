namespace HtmIt.Client.Errors;

/// <summary>The metric has no sample yet.</summary>
public sealed class MetricStatisticsNotReadyException(HtmItError error) : WrongStateException(error)
{
    /// <summary>Name of the metric.</summary>
    public string? Metric => Value("metric");
}
