namespace HtmIt.Core.Notifications;

/// <summary>What a device is told. The numbers are stored, and those of the wire.</summary>
public enum NotificationKind
{
    /// <summary>A row's likelihood reached the device's threshold.</summary>
    Row = 1,

    /// <summary>An incident became as severe as the device's threshold.</summary>
    Opened = 2,

    /// <summary>An incident that the device was told of has about twice the evidence it had then.</summary>
    Raised = 3,

    /// <summary>An incident that the device was told of is over.</summary>
    Ended = 4,
}
