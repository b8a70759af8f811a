namespace HtmIt.Core.Notifications;

/// <summary>How far a delivery is. The numbers are stored.</summary>
public enum DeliveryState
{
    Waiting = 1,
    Sent = 2,
    GivenUp = 3,
}
