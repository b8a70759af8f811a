namespace HtmIt.Core.Errors;

/// <summary>Why something was refused. Names and numbers are those of <c>htmit.v1.ErrorReason</c>; a test compares the two.</summary>
public enum ErrorReason
{
    Unspecified = 0,
    InvalidField = 1,
    PageTokenMismatch = 2,
    MetricNotFound = 3,
    ModelNotFound = 4,
    MetricAlreadyExists = 5,
    MetricNotCustom = 6,
    MetricNotMonitored = 7,
    MetricStatisticsNotReady = 8,
    MetricStatusChanged = 9,
    MetricInError = 10,
    ModelOfAutostack = 11,
    DatasourceNotAvailable = 12,
    SampleTimeNotIncreasing = 13,
    SampleAlreadyStored = 14,
    SampleTimeOutOfRange = 15,
    SampleValueNotFinite = 16,
    PositionExpired = 17,
    PositionInvalid = 18,
    StorageUnavailable = 19,
    Overloaded = 20,
    Internal = 21,
    TooLarge = 22,
    MetricNotSupported = 38,
    AnnotationNotFound = 60,
    QuotaExceeded = 70,
    InstanceNotFound = 71,
}
