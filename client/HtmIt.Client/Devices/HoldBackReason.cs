namespace HtmIt.Client;

/// <summary>Why a device is not told.</summary>
public enum HoldBackReason
{
    /// <summary>Not given.</summary>
    Unspecified = 0,

    /// <summary>The device is muted.</summary>
    Muted = 1,

    /// <summary>The row has no score: there is no row, no model, or the model has not come to it yet.</summary>
    NotScored = 2,

    /// <summary>The model is learning.</summary>
    Learning = 3,

    /// <summary>The sample is more than an hour old.</summary>
    TooOld = 4,

    /// <summary>The score does not reach the device's threshold.</summary>
    BelowThreshold = 5,

    /// <summary>None of the device's selectors selects the metric.</summary>
    NotSelected = 6,

    /// <summary>A notification of the same resource is not marked seen, and the quiet period after it runs, in sample time.</summary>
    QuietPeriod = 7,
}
