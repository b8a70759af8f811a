using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Deliveries;

namespace HtmIt.Server.Diagnostics;

/// <summary>What this server can do that others of its contract's revision need not. The names are part of the contract.</summary>
internal sealed class Capabilities(IEnumerable<INotificationSender> senders)
{
    public IReadOnlyList<string> Names { get; } = [.. senders.Select(sender => NameOf(sender.Channel)).Order(StringComparer.Ordinal)];

    private static string NameOf(NotificationChannel channel) =>
        channel switch
        {
            NotificationChannel.Mail => "notifications.mail",
            NotificationChannel.Webhook => "notifications.webhook",
            NotificationChannel.Alertmanager => "notifications.alertmanager",
            _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "has no name"),
        };
}
