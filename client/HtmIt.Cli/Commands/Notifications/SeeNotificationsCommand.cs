using HtmIt.Client;

namespace HtmIt.Cli.Commands.Notifications;

/// <summary><c>htmit notifications seen</c>.</summary>
internal sealed class SeeNotificationsCommand()
    : MarkNotificationsCommand("seen", "Mark notifications as seen: the device is open for the next ones of the same resource.", "seen")
{
    protected override Task<int> MarkAsync(
        INotificationsClient client,
        IReadOnlyCollection<string> names,
        string user,
        CancellationToken cancellationToken
    ) => client.MarkSeenAsync(names, user, cancellationToken);
}
