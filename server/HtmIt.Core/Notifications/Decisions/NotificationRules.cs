using HtmIt.Core.Log;

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

    /// <summary>Whether the row comes before the metric's scores may notify: by severity as long as the model is learning, by the likelihood for
    /// HTM-IT's number of rows.</summary>
    public static bool IsLearning(NotificationScore score, long rowId, Learning learning) =>
        score == NotificationScore.Likelihood ? rowId <= LikelihoodRows : learning.Covers(rowId);

    public static bool IsTooOld(long sampleTime, DateTimeOffset now) => now - DateTimeOffset.FromUnixTimeSeconds(sampleTime) > LargestAge;

    /// <summary>Whether the row may be for one of the devices. What decides in the end is the device's own.</summary>
    public static bool Concerns(in DataRow row, NotificationBounds bounds, DateTimeOffset now) =>
        row.Score is { } score && bounds.Reaches(score) && !IsTooOld(row.Time, now);
}
