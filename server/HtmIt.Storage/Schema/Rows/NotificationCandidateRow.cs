namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>notification_candidate</c>: rows and changes of incidents that may concern a device, written by their commit, removed once decided.</summary>
internal sealed class NotificationCandidateRow
{
    public long Id { get; set; }
    public int MetricNumber { get; set; }
    public long RowId { get; set; }
    public DateTimeOffset SampleTime { get; set; }
    public double Value { get; set; }
    public double AnomalyLikelihood { get; set; }
    public double Surprise { get; set; }
    public double Severity { get; set; }

    /// <summary>The incident that has changed; null for a row.</summary>
    public Guid? IncidentId { get; set; }
}
