namespace HtmIt.Client;

/// <summary>What a device is told.</summary>
public enum NotificationKind
{
    /// <summary>Not given.</summary>
    Unspecified = 0,

    /// <summary>A row's anomaly likelihood reached the device's threshold.</summary>
    Row = 1,

    /// <summary>An incident became as severe as the device's threshold.</summary>
    Opened = 2,

    /// <summary>An incident that the device was told of has about twice the evidence it had then.</summary>
    Raised = 3,

    /// <summary>An incident that the device was told of is over.</summary>
    Ended = 4,
}
