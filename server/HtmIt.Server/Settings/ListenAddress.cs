using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace HtmIt.Server.Settings;

/// <summary>Reads the addresses to listen on. Only loopback ones are taken: nothing may enter unasked, and calls are not authenticated.</summary>
internal static class ListenAddress
{
    private static readonly string[] Settings =
    [
        nameof(ServerOptions.Listen),
        nameof(ServerOptions.Graphite),
        nameof(ServerOptions.GraphiteUdp),
        nameof(ServerOptions.GraphitePickle),
    ];

    /// <summary>Whether a setting is such an address.</summary>
    public static bool IsOne(string path) =>
        Settings.Any(name => string.Equals(path, $"{ServerOptions.Section}:{name}", StringComparison.OrdinalIgnoreCase));

    /// <summary>What an address must be, if the text is none of it.</summary>
    public static string? Expected(string text, string path)
    {
        var canBeOff = !string.Equals(path, $"{ServerOptions.Section}:{nameof(ServerOptions.Listen)}", StringComparison.OrdinalIgnoreCase);
        return canBeOff && text == ServerOptions.Off ? null
            : !TryParse(text, out var address) ? $"of the form ADDRESS:PORT, such as 127.0.0.1:5180{(canBeOff ? ", nor off" : "")}"
            : !IPAddress.IsLoopback(address.Address) ? "a loopback address such as 127.0.0.1: this server does not authenticate its callers"
            : null;
    }

    /// <exception cref="ServerStartException">The text is no loopback address with a port.</exception>
    public static IPEndPoint Parse(string option, string text) =>
        TryParse(text, out var address) && IPAddress.IsLoopback(address.Address)
            ? address
            : throw new ServerStartException($"{option}: '{text}' is no loopback address with a port, such as 127.0.0.1:5180.");

    private static bool TryParse(string text, [NotNullWhen(true)] out IPEndPoint? address)
    {
        var numeric = text.StartsWith("localhost:", StringComparison.OrdinalIgnoreCase) ? $"127.0.0.1{text[9..]}" : text;
        // A port alone would be taken for an address of four bytes.
        return IPEndPoint.TryParse(numeric, out address) && numeric.Contains(':', StringComparison.Ordinal);
    }
}
