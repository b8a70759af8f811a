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
            Server = "server",
            RowId = 1_001,
            SampleTime = 0,
            Value = 1,
            Likelihood = 1,
            Surprise = 1,
            Score = NotificationScore.Surprise,
            WindowSeconds = 1,
            CreateTime = default,
        };
}
