using HtmIt.Client.Errors;

namespace HtmIt.Client;

/// <summary>What devices were told, by name: the notifications of one device are listed and followed by its handle.</summary>
public interface INotificationsClient
{
    /// <summary>The notification with a name, as received. Asks nothing of the server.</summary>
    /// <param name="name">The notification's name.</param>
    INotificationHandle this[string name] { get; }

    /// <summary>Marks notifications as acknowledged; unknown ones are passed over. Answers how many were not before.</summary>
    /// <param name="names">Their names; at most 1,000.</param>
    /// <param name="user">Who does it; at most 100 characters; empty where nobody says.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="InvalidFieldException">A name breaks its rule.</exception>
    Task<int> AcknowledgeAsync(IReadOnlyCollection<string> names, string user, CancellationToken cancellationToken = default);

    /// <summary>Marks notifications as seen; unknown ones are passed over. Answers how many were not before.</summary>
    /// <param name="names">Their names; at most 1,000.</param>
    /// <param name="user">Who does it; at most 100 characters; empty where nobody says.</param>
    /// <param name="cancellationToken">Gives the call up; the server may have done it all the same.</param>
    /// <exception cref="InvalidFieldException">A name breaks its rule.</exception>
    Task<int> MarkSeenAsync(IReadOnlyCollection<string> names, string user, CancellationToken cancellationToken = default);
}
