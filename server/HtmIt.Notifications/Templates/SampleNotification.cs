using HtmIt.Core.Datasources.Custom;
using HtmIt.Core.Notifications;

namespace HtmIt.Notifications.Templates;

/// <summary>A notification to try templates with.</summary>
internal static class SampleNotification
{
    public static Notification Value { get; } =
        new()
        {
            Id = Guid.Empty,
            Position = 1,
            DeviceId = "device",
            Metric = default,
            MetricNumber = 1,
            MetricName = "metric",
            Datasource = CustomDatasource.Instance,
            Resource = "resource",
            RowId = 1_001,
            SampleTime = 0,
            Value = 1,
            AnomalyLikelihood = 1,
            Surprise = 1,
            Severity = 1,
            Score = NotificationScore.Severity,
            QuietPeriodSeconds = 1,
            CreateTime = default,
        };
}
