using System.Security.Cryptography;
using System.Text;
using HtmIt.Core.Notifications.Deliveries;
using HtmIt.Core.Notifications.Devices;
using HtmIt.PrivatePostgres;
using Microsoft.AspNetCore.DataProtection;

namespace HtmIt.Server.Hosting;

/// <summary>Encrypts secrets with keys in a folder of the server's own, made when the first secret comes. The database alone, or a copy of
/// it, does not give them away.</summary>
internal sealed class SecretProtector(string keyFolder) : ISecretProtector
{
    private const string Purpose = "HtmIt.WebhookSecret.v1";

    /// <summary>Made anew after a failure: the folder may have been mended.</summary>
    private readonly Lazy<IDataProtector> _protector = new(() => Create(keyFolder), LazyThreadSafetyMode.PublicationOnly);

    public byte[] Protect(string secret) => _protector.Value.Protect(Encoding.UTF8.GetBytes(secret));

    public string Unprotect(byte[] secret)
    {
        try
        {
            return Encoding.UTF8.GetString(_protector.Value.Unprotect(secret));
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new DeliveryException(
                $"The webhook secret can't be decrypted with the keys in {keyFolder}; give it to the device anew.",
                inner: fault
            );
        }
    }

    private static IDataProtector Create(string folder)
    {
        UnixDirectory.CreatePrivate(folder);
        // What somebody else put there is not for us to close; the keys themselves are files for their owner only in any case.
        if (UnixDirectory.IsOwn(folder) && Directory.EnumerateFileSystemEntries(folder).All(IsKey))
        {
            UnixDirectory.MakePrivate(folder);
        }
        return DataProtectionProvider
            .Create(new DirectoryInfo(folder), builder => builder.SetApplicationName("HtmIt"))
            .CreateProtector(Purpose);
    }

    private static bool IsKey(string path) => Path.GetFileName(path).StartsWith("key-", StringComparison.Ordinal);
}
