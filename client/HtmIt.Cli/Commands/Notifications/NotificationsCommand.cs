using HtmIt.Cli.CommandLine;

namespace HtmIt.Cli.Commands.Notifications;

/// <summary><c>htmit notifications</c>: what a device was told, and what became of it.</summary>
internal sealed class NotificationsCommand : CommandGroup
{
    public NotificationsCommand()
        : base("notifications", "Who is told of anomalies, and what they were told.")
    {
        Add(new DevicesCommand());
        Add(new ListNotificationsCommand());
        Add(new WatchNotificationsCommand());
        Add(new AcknowledgeNotificationsCommand());
        Add(new SeeNotificationsCommand());
    }
}
