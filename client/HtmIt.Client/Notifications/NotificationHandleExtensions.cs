using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>The calls of <see cref="INotificationHandle"/> that take options, with the default of each.</summary>
public static class NotificationHandleExtensions
{
    /// <summary>Gets the notification, in use of its device.</summary>
    /// <param name="notification">The notification.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="NotificationNotFoundException">There is no such notification.</exception>
    public static Task<Notification> GetAsync(this INotificationHandle notification, CancellationToken cancellationToken = default) =>
        notification.GetAsync(false, cancellationToken);
}
