using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HtmIt.Core.Notifications;

namespace HtmIt.Notifications.Mail;

/// <summary>Judges the mail server's certificate: issued for its name by an authority that the machine trusts, or one of the settings' file.
/// A certificate that is known to be revoked is refused. That nobody can say whether it is, is no reason: private authorities often
/// publish no list, and a list that is away must not stop the mail.</summary>
internal sealed class SmtpTrust
{
    private const X509ChainStatusFlags NobodyKnows = X509ChainStatusFlags.RevocationStatusUnknown | X509ChainStatusFlags.OfflineRevocation;

    private readonly X509Certificate2Collection _authorities = [];

    /// <exception cref="InvalidDataException">The file can't be read or holds no certificate.</exception>
    public SmtpTrust(MailOptions options)
    {
        if (options.SmtpCaFile is not { Length: > 0 } file)
        {
            return;
        }
        const string Setting = $"{MailOptions.Section}:{nameof(options.SmtpCaFile)}";
        try
        {
            _authorities.ImportFromPemFile(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidDataException($"{Setting}: {fault.Message}", fault);
        }
        if (_authorities.Count == 0)
        {
            throw new InvalidDataException($"{Setting}: '{file}' holds no certificate in PEM form.");
        }
    }

    /// <summary>What is wrong with a certificate; null when nothing is.</summary>
    public string? FindFault(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return null;
        }
        if (certificate is null || chain is null)
        {
            return "it has none";
        }
        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return $"it is for {certificate.Subject}, not for the host of {MailOptions.Section}:{nameof(MailOptions.SmtpHost)}";
        }
        var fault = FaultOf(chain);
        return fault is null || _authorities.Count == 0 ? fault : FindFault(new X509Certificate2(certificate), chain);
    }

    /// <summary>The same by the authorities of the file.</summary>
    private string? FindFault(X509Certificate2 certificate, X509Chain seen)
    {
        using (certificate)
        {
            using var chain = new X509Chain();
            chain.ChainPolicy = seen.ChainPolicy.Clone();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(_authorities);
            foreach (var element in seen.ChainElements)
            {
                chain.ChainPolicy.ExtraStore.Add(element.Certificate);
            }
            return chain.Build(certificate) ? null : FaultOf(chain);
        }
    }

    private static string? FaultOf(X509Chain chain)
    {
        var faults = chain.ChainStatus.Where(status => (status.Status & ~NobodyKnows) != 0).ToArray();
        return faults.Length == 0 ? null : string.Join("; ", faults.Select(one => $"{one.Status}: {one.StatusInformation}").Distinct());
    }
}
