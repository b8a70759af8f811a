namespace HtmIt.Client;

/// <summary>Turns generated notifications into those of the typed client.</summary>
internal static class NotificationMapping
{
    public static Notification ToNotification(V1.Notification one) =>
        new(one.Name, one.Device, one.Metric, one.RowId, one.SampleTime.ToDateTimeOffset(), one.Value)
        {
            MetricName = one.MetricName,
            Labels = MetricMapping.ToLabels(one.Labels),
            Resource = one.Resource,
            ResourceName = one.ResourceName,
            DisplayName = one.DisplayName,
            AnomalyLikelihood = one.AnomalyLikelihood,
            Surprise = one.Surprise,
            Severity = one.Severity,
            Score = (NotificationScore)one.Score,
            Kind = (NotificationKind)one.Kind,
            Incident = one.Incident,
            OnsetTime = one.Onset?.SampleTime.ToDateTimeOffset(),
            IncidentEndTime = one.IncidentEndTime?.ToDateTimeOffset(),
            Reasons = [.. one.Reasons],
            QuietPeriod = one.QuietPeriod?.ToTimeSpan() ?? TimeSpan.Zero,
            AcknowledgeTime = one.AcknowledgeTime?.ToDateTimeOffset(),
            AcknowledgedBy = one.AcknowledgedBy,
            SeenTime = one.SeenTime?.ToDateTimeOffset(),
            SeenBy = one.SeenBy,
            ProviderMessageId = one.ProviderMessageId,
            CreateTime = one.CreateTime?.ToDateTimeOffset(),
            Deliveries = [.. one.Deliveries.Select(ToDelivery)],
        };

    private static Delivery ToDelivery(V1.Delivery one) =>
        new((NotificationChannel)one.Channel, (DeliveryState)one.State, one.AttemptCount, one.LastError)
        {
            LastAttemptTime = one.LastAttemptTime?.ToDateTimeOffset(),
            NextAttemptTime = one.NextAttemptTime?.ToDateTimeOffset(),
        };
}
