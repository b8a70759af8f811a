using HtmIt.Cli.CommandLine;

namespace HtmIt.Cli.Commands.Notifications;

/// <summary><c>htmit notifications</c>: what a device was told, and what became of it.</summary>
internal sealed class NotificationsCommand : CommandGroup
{
    public NotificationsCommand()
        : base("notifications", "What devices were told, and what became of it.")
    {
        Add(new ListNotificationsCommand());
        Add(new WatchNotificationsCommand());
        Add(new AcknowledgeNotificationsCommand());
        Add(new SeeNotificationsCommand());
    }
}
