namespace HtmIt.Client.Errors;

/// <summary>No such CloudWatch metric can be monitored.</summary>
public sealed class CloudWatchMetricNotFoundException(HtmItError error) : CloudWatchNotFoundException(error)
{
    /// <summary>The metric that was asked for.</summary>
    public string? MetricName => Value("metric_name");
}
