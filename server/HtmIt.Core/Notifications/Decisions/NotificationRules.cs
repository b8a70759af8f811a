using HtmIt.Core.Log;

namespace HtmIt.Core.Notifications.Decisions;

/// <summary>Which rows are worth a notification at all, whoever it is for.</summary>
public static class NotificationRules
{
    /// <summary>An older sample is no news.</summary>
    public static readonly TimeSpan LargestAge = TimeSpan.FromSeconds(3_600);

    /// <summary>Devices that fetched nothing for so long, and notifications of older samples, are removed.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromDays(30);

    public static bool IsNews(long rowId, long sampleTime, DateTimeOffset now) =>
        rowId > Learning.RowsNeeded && now - DateTimeOffset.FromUnixTimeSeconds(sampleTime) <= LargestAge;

    public static bool Concerns(in DataRow row, NotificationBounds bounds, DateTimeOffset now) =>
        row.Score is { } score && bounds.Reaches(score) && IsNews(row.RowId, row.Time, now);
}
