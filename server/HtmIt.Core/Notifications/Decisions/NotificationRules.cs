using HtmIt.Core.Log;
using HtmIt.Engine.Incidents;

namespace HtmIt.Core.Notifications.Decisions;

/// <summary>Which rows are worth a notification at all, whoever it is for.</summary>
public static class NotificationRules
{
    /// <summary>A row up to this one notifies nobody by its likelihood.</summary>
    public const int LikelihoodRows = 1_000;

    /// <summary>An older sample is no news.</summary>
    public static readonly TimeSpan LargestAge = TimeSpan.FromSeconds(3_600);

    /// <summary>Devices that fetched nothing for so long, and notifications of older samples, are removed.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    /// <summary>What twice the evidence adds to a severity: 1.3 log10 2.</summary>
    private const double RaisedBy = 0.39;

    public static bool IsRaised(double told, double severity) => severity >= told + RaisedBy;

    /// <summary>Whether the row comes before the metric's scores may notify: by severity as long as the model is learning, by the likelihood for
    /// HTM-IT's number of rows.</summary>
    public static bool IsLearning(NotificationScore score, long rowId, Learning learning) =>
        score == NotificationScore.Likelihood ? rowId <= LikelihoodRows : learning.Covers(rowId);

    public static bool IsTooOld(long sampleTime, DateTimeOffset now) => now - DateTimeOffset.FromUnixTimeSeconds(sampleTime) > LargestAge;

    /// <summary>Whether a row may concern a device that goes by likelihood. What decides in the end is the device's own.</summary>
    public static bool ConcernsByLikelihood(in DataRow row, NotificationBounds bounds, DateTimeOffset now) =>
        row.Score is { } score && score.AnomalyLikelihood >= bounds.Likelihood && !IsTooOld(row.Time, now);

    /// <summary>Whether an incident that has changed may concern a device that goes by severity. Of an end they are told however late.</summary>
    public static bool Concerns(IncidentState incident, NotificationBounds bounds, DateTimeOffset now) =>
        incident.Severity >= bounds.Severity && (incident.End is not null || !IsTooOld(incident.Last.UnixSeconds, now));

    /// <summary>Whether the row may be for one of the devices. What decides in the end is the device's own.</summary>
    public static bool Concerns(in DataRow row, NotificationBounds bounds, DateTimeOffset now) =>
        row.Score is { } score && bounds.Reaches(score) && !IsTooOld(row.Time, now);
}
