namespace HtmIt.Core.Notifications.Deliveries;

/// <summary>Hands finished messages to a mail provider.</summary>
public interface IMailProvider
{
    /// <param name="message">The message in MIME form, with CRLF line ends.</param>
    /// <returns>The provider's id of the message, if it gave one.</returns>
    /// <exception cref="DeliveryException">The provider did not take it.</exception>
    Task<string?> SendAsync(string from, string to, ReadOnlyMemory<byte> message, CancellationToken cancellationToken);
}
