using HtmIt.Core.Errors;
using HtmIt.Core.Metrics;

namespace HtmIt.Core.Aws;

/// <summary>Refusals about what AWS has, and AWS's own.</summary>
public static class AwsErrors
{
    public static DomainException NamespaceNotFound(string ns) =>
        NotFound(ErrorReason.NamespaceNotFound, $"Namespace '{ns}' was not found.", "namespace", ns);

    public static DomainException CloudWatchMetricNotFound(string metric) =>
        NotFound(ErrorReason.CloudWatchMetricNotFound, $"Metric '{metric}' was not found.", "metric_name", metric);

    /// <summary>AWS failed or refused, in words that are fit for the caller.</summary>
    public static DomainException OfAws(AwsException fault) =>
        new(
            fault.Fault switch
            {
                AwsFault.Throttled => ErrorReason.AwsThrottled,
                AwsFault.Unavailable or AwsFault.Unreachable => ErrorReason.AwsUnavailable,
                AwsFault.Unauthenticated => ErrorReason.AwsCredentialsRefused,
                AwsFault.AccessDenied => ErrorReason.AwsAccessDenied,
                _ => ErrorReason.AwsRefused,
            },
            fault.Message,
            null,
            fault
        );

    private static DomainException NotFound(ErrorReason reason, string message, string key, string value) =>
        new(reason, message, new Dictionary<string, string> { [key] = value });
}
