using HtmIt.Client;

namespace HtmIt.Cli.Commands.Notifications;

/// <summary><c>htmit notifications ack</c>.</summary>
internal sealed class AcknowledgeNotificationsCommand()
    : MarkNotificationsCommand("ack", "Mark notifications as acknowledged.", "acknowledged")
{
    protected override Task<int> MarkAsync(
        INotificationsClient client,
        IReadOnlyCollection<string> names,
        string user,
        CancellationToken cancellationToken
    ) => client.AcknowledgeAsync(names, user, cancellationToken);
}
