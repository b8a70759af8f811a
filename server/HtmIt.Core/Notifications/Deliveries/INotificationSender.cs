using HtmIt.Core.Notifications.Devices;

namespace HtmIt.Core.Notifications.Deliveries;

/// <summary>Sends notifications by one channel.</summary>
public interface INotificationSender
{
    NotificationChannel Channel { get; }

    /// <returns>The provider's id of the message, if it gave one.</returns>
    /// <exception cref="DeliveryException">It could not be sent; the text has no secret in it.</exception>
    Task<string?> SendAsync(Notification notification, Device device, CancellationToken cancellationToken);
}
