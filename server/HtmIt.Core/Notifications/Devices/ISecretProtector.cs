using HtmIt.Core.Notifications.Deliveries;

namespace HtmIt.Core.Notifications.Devices;

/// <summary>Encrypts secrets for storage.</summary>
public interface ISecretProtector
{
    byte[] Protect(string secret);

    /// <exception cref="DeliveryException">The key is not there.</exception>
    string Unprotect(byte[] secret);
}
