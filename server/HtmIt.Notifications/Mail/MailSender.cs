using HtmIt.Core.Notifications;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Core.Notifications.Devices;
using Microsoft.Extensions.Options;
using MimeKit;

namespace HtmIt.Notifications.Mail;

/// <summary>Sends notifications as mails.</summary>
internal sealed class MailSender(MailComposer composer, IMailProvider transport, IOptions<MailOptions> options) : INotificationSender
{
    public NotificationChannel Channel => NotificationChannel.Mail;

    public async Task<string?> SendAsync(Notification notification, Device device, CancellationToken cancellationToken)
    {
        if (device.EmailAddress.Length == 0)
        {
            throw new DeliveryException("The device has no e-mail address any more.", isFinal: true);
        }
        MimeMessage message;
        try
        {
            message = await composer.ComposeAsync(notification, device.EmailAddress, cancellationToken);
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException)
        {
            throw new DeliveryException($"The mail could not be written: {fault.Message}", isFinal: true, fault);
        }
        using (message)
        {
            var sender = MailboxAddress.Parse(options.Value.Sender!).Address;
            return await transport.SendAsync(sender, device.EmailAddress, MailComposer.ToBytes(message), cancellationToken);
        }
    }
}
