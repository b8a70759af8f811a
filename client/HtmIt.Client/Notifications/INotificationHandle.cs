using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>One notification. Holds nothing but its name: cheap to make, and as good as the server's answer to each call.</summary>
public interface INotificationHandle
{
    /// <summary>The notification's name.</summary>
    string Name { get; }

    /// <summary>Gets the notification.</summary>
    /// <param name="peek">Look only: the device counts as not in use for it.</param>
    /// <param name="cancellationToken">Gives the call up.</param>
    /// <exception cref="NotificationNotFoundException">There is no such notification.</exception>
    Task<Notification> GetAsync(bool peek, CancellationToken cancellationToken = default);
}
