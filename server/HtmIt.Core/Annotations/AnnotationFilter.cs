using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Core.Annotations;

/// <summary>Selects annotations; empty and null mean no condition. Times are inclusive, in seconds since 1970.</summary>
public sealed record AnnotationFilter(
    string Client = "",
    string User = "",
    string Resource = "",
    long? FromTime = null,
    long? ToTime = null
);
