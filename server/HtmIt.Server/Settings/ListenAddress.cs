using System.Net;

namespace HtmIt.Server.Settings;

/// <summary>Reads the addresses to listen on. Only loopback ones are taken: nothing may enter unasked, and calls are not authenticated.</summary>
internal static class ListenAddress
{
    /// <exception cref="ServerStartException">The text is no loopback address with a port.</exception>
    public static IPEndPoint Parse(string option, string text)
    {
        var numeric = text.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase) ? $"127.0.0.1{text[9..]}" : text;
        if (!IPEndPoint.TryParse(numeric, out var address) || !numeric.Contains(':', StringComparison.Ordinal))
        {
            throw new ServerStartException($"{option} '{text}' must have the form ADDRESS:PORT, e.g. 127.0.0.1:5180.");
        }
        return IPAddress.IsLoopback(address.Address)
            ? address
            : throw new ServerStartException(
                $"{option} '{text}' must be a loopback address: this server does not authenticate its callers."
            );
    }
}
