namespace HtmIt.Client.Errors;

/// <summary>The metric belongs to another autostack or to none.</summary>
public sealed class MetricNotOfAutostackException(HtmItError error) : InvalidRequestException(error)
{
    /// <summary>Name of the metric.</summary>
    public string? Metric => Value("metric");

    /// <summary>Name of the autostack that was asked for.</summary>
    public string? Autostack => Value("autostack");
}
