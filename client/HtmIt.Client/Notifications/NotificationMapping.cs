namespace HtmIt.Client;

/// <summary>Turns generated notifications into those of the typed client.</summary>
internal static class NotificationMapping
{
    public static Notification ToNotification(V1.Notification one) =>
        new(one.Name, one.Device, one.Metric, one.RowId, one.SampleTime.ToDateTimeOffset(), one.Value)
        {
            MetricName = one.MetricName,
            Resource = one.Resource,
            DisplayName = one.DisplayName,
            AnomalyLikelihood = one.AnomalyLikelihood,
            Surprise = one.Surprise,
            Score = (NotificationScore)one.Score,
            QuietPeriod = one.QuietPeriod?.ToTimeSpan() ?? TimeSpan.Zero,
            Acknowledged = one.Acknowledged,
            Seen = one.Seen,
            ProviderMessageId = one.ProviderMessageId,
            CreateTime = one.CreateTime?.ToDateTimeOffset(),
        };
}
