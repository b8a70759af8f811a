namespace HtmIt.Core.Notifications.Decisions;

/// <summary>Why a device is not told of a row. The numbers are those of the wire.</summary>
public enum HoldBackReason
{
    Muted = 1,
    NotScored = 2,
    Learning = 3,
    TooOld = 4,
    BelowThreshold = 5,
    NotSelected = 6,
    QuietPeriod = 7,
}
