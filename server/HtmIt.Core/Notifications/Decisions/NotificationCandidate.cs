using HtmIt.Core.Names;

namespace HtmIt.Core.Notifications.Decisions;

/// <summary>A row whose score may concern a device.</summary>
/// <param name="Resource">The thing measured; notifications are throttled by it.</param>
/// <param name="SampleTime">Whole seconds since 1970, UTC.</param>
public readonly record struct NotificationCandidate(
    int MetricNumber,
    ResourceId Resource,
    long RowId,
    long SampleTime,
    double Value,
    double AnomalyLikelihood,
    double Surprise
);
