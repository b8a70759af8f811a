namespace HtmIt.Storage.Schema.Rows;

/// <summary>Table <c>notification_candidate</c>: rows whose score may concern a device, written by their commit, removed once decided.</summary>
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
}
