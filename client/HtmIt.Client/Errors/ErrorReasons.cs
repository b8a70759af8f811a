namespace HtmIt.Client.Errors;

/// <summary>The reasons of failed calls and refused samples that this version of the client knows. A newer server may send others.</summary>
public static class ErrorReasons
{
    /// <summary>A field breaks its rule.</summary>
    public const string InvalidField = "INVALID_FIELD";

    /// <summary>The page token belongs to another request.</summary>
    public const string PageTokenMismatch = "PAGE_TOKEN_MISMATCH";

    /// <summary>There is no such metric.</summary>
    public const string MetricNotFound = "METRIC_NOT_FOUND";

    /// <summary>There is no such model.</summary>
    public const string ModelNotFound = "MODEL_NOT_FOUND";

    /// <summary>A custom metric of that name exists.</summary>
    public const string MetricAlreadyExists = "METRIC_ALREADY_EXISTS";

    /// <summary>The call is for custom metrics only.</summary>
    public const string MetricNotCustom = "METRIC_NOT_CUSTOM";

    /// <summary>The call needs a monitored metric.</summary>
    public const string MetricNotMonitored = "METRIC_NOT_MONITORED";

    /// <summary>The metric's status changed while the call was working; ask again.</summary>
    public const string MetricChanged = "METRIC_CHANGED";

    /// <summary>The metric's model failed; restart or delete it.</summary>
    public const string MetricInError = "METRIC_IN_ERROR";

    /// <summary>Models of autostacks are deleted with their autostack.</summary>
    public const string ModelOfAutostack = "MODEL_OF_AUTOSTACK";

    /// <summary>The sample's time is not after the newest stored one.</summary>
    public const string SampleTimeNotIncreasing = "SAMPLE_TIME_NOT_INCREASING";

    /// <summary>The sample falls into a second in which another value is stored.</summary>
    public const string SampleTimeResolution = "SAMPLE_TIME_RESOLUTION";

    /// <summary>The sample's time lies too far in the future or the past.</summary>
    public const string SampleTimeOutOfRange = "SAMPLE_TIME_OUT_OF_RANGE";

    /// <summary>The sample's value is not a finite number.</summary>
    public const string SampleValueNotFinite = "SAMPLE_VALUE_NOT_FINITE";

    /// <summary>The position is older than what is kept.</summary>
    public const string PositionExpired = "POSITION_EXPIRED";

    /// <summary>The position is none of the server's.</summary>
    public const string PositionInvalid = "POSITION_INVALID";

    /// <summary>The server can't reach its database.</summary>
    public const string StorageUnavailable = "STORAGE_UNAVAILABLE";

    /// <summary>There is no such device.</summary>
    public const string DeviceNotFound = "DEVICE_NOT_FOUND";

    /// <summary>There is no such notification of that device.</summary>
    public const string NotificationNotFound = "NOTIFICATION_NOT_FOUND";

    /// <summary>There is no such incident, or it is no longer kept.</summary>
    public const string IncidentNotFound = "INCIDENT_NOT_FOUND";

    /// <summary>The device's settings were changed since; get them and ask again.</summary>
    public const string DeviceChanged = "DEVICE_CHANGED";

    /// <summary>Too much is waiting already; ask again later.</summary>
    public const string Overloaded = "OVERLOADED";

    /// <summary>A fault of the server.</summary>
    public const string Internal = "INTERNAL";

    /// <summary>A message, a batch or a list is larger than the server takes.</summary>
    public const string TooLarge = "TOO_LARGE";

    /// <summary>The position belongs to another history than the server's database has now.</summary>
    public const string PositionOfOtherHistory = "POSITION_OF_OTHER_HISTORY";

    /// <summary>The reader of a watch left a message unread for too long; resume with the last position.</summary>
    public const string SubscriberStuck = "SUBSCRIBER_STUCK";

    /// <summary>Custom metrics are created faster than the server does; ask again later.</summary>
    public const string TooManyNewMetrics = "TOO_MANY_NEW_METRICS";

    /// <summary>There are as many custom metrics as there may be.</summary>
    public const string TooManyMetrics = "TOO_MANY_METRICS";

    /// <summary>There is no such AWS region.</summary>
    public const string RegionUnknown = "REGION_UNKNOWN";

    /// <summary>There is no such CloudWatch namespace.</summary>
    public const string NamespaceNotFound = "NAMESPACE_NOT_FOUND";

    /// <summary>The server's settings have no such AWS account.</summary>
    public const string AccountUnknown = "ACCOUNT_UNKNOWN";

    /// <summary>AWS throttles; ask again later.</summary>
    public const string AwsThrottled = "AWS_THROTTLED";

    /// <summary>AWS failed, could not be reached or did not answer in time; ask again later.</summary>
    public const string AwsUnavailable = "AWS_UNAVAILABLE";

    /// <summary>The server has no AWS credentials, or AWS does not accept them.</summary>
    public const string AwsCredentialsRefused = "AWS_CREDENTIALS_REFUSED";

    /// <summary>AWS does not permit the call with the server's credentials.</summary>
    public const string AwsAccessDenied = "AWS_ACCESS_DENIED";

    /// <summary>AWS refused the call for another reason.</summary>
    public const string AwsRefused = "AWS_REFUSED";

    /// <summary>No such CloudWatch metric can be monitored.</summary>
    public const string CloudWatchMetricNotFound = "CLOUD_WATCH_METRIC_NOT_FOUND";

    /// <summary>No such metric is supported for this datasource.</summary>
    public const string MetricNotSupported = "METRIC_NOT_SUPPORTED";

    /// <summary>The server monitors as many resources as it may.</summary>
    public const string QuotaExceeded = "QUOTA_EXCEEDED";

    /// <summary>There is no such resource.</summary>
    public const string ResourceNotFound = "RESOURCE_NOT_FOUND";

    /// <summary>There is no such autostack.</summary>
    public const string AutostackNotFound = "AUTOSTACK_NOT_FOUND";

    /// <summary>An autostack of that name exists in the region.</summary>
    public const string AutostackAlreadyExists = "AUTOSTACK_ALREADY_EXISTS";

    /// <summary>The filters of an autostack match more instances than it may have.</summary>
    public const string TooManyInstances = "TOO_MANY_INSTANCES";

    /// <summary>The metric belongs to another autostack or to none.</summary>
    public const string MetricNotOfAutostack = "METRIC_NOT_OF_AUTOSTACK";

    /// <summary>There is no such annotation.</summary>
    public const string AnnotationNotFound = "ANNOTATION_NOT_FOUND";

    /// <summary>The annotation was changed since; get it and ask again.</summary>
    public const string AnnotationChanged = "ANNOTATION_CHANGED";

    /// <summary>Another annotation has this id.</summary>
    public const string AnnotationAlreadyExists = "ANNOTATION_ALREADY_EXISTS";

    /// <summary>The store for feedback archives did not take it.</summary>
    public const string FeedbackNotStored = "FEEDBACK_NOT_STORED";
}
