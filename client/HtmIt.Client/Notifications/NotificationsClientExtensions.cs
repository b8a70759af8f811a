using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>The calls of <see cref="INotificationsClient"/> that say who makes them, for who does not.</summary>
public static class NotificationsClientExtensions
{
    /// <summary>Marks notifications as acknowledged, in nobody's name, as <see cref="INotificationsClient.AcknowledgeAsync"/> does.</summary>
    /// <param name="notifications">The notifications.</param>
    /// <param name="names">Their names; at most 1,000.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="InvalidFieldException">A name breaks its rule.</exception>
    public static Task<int> AcknowledgeAsync(
        this INotificationsClient notifications,
        IReadOnlyCollection<string> names,
        CancellationToken cancellationToken = default
    ) => notifications.AcknowledgeAsync(names, "", cancellationToken);

    /// <summary>Marks notifications as seen, in nobody's name, as <see cref="INotificationsClient.MarkSeenAsync"/> does.</summary>
    /// <param name="notifications">The notifications.</param>
    /// <param name="names">Their names; at most 1,000.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="InvalidFieldException">A name breaks its rule.</exception>
    public static Task<int> MarkSeenAsync(
        this INotificationsClient notifications,
        IReadOnlyCollection<string> names,
        CancellationToken cancellationToken = default
    ) => notifications.MarkSeenAsync(names, "", cancellationToken);
}
