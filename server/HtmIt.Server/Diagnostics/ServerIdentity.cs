using System.Buffers.Binary;
using System.Net.NetworkInformation;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace HtmIt.Server.Diagnostics;

/// <summary>Which machine and which program this is.</summary>
internal static class ServerIdentity
{
    private const int MacLength = 6;

    /// <summary>The machine's first hardware address as a number; where there is none, 48 bits of a hash of its name.</summary>
    public static long Id { get; } = Number(FindAddress() ?? SHA256.HashData(Encoding.UTF8.GetBytes(Environment.MachineName))[..MacLength]);

    public static string Version { get; } =
        typeof(ServerIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static byte[]? FindAddress() =>
        NetworkInterface
            .GetAllNetworkInterfaces()
            .Where(one => one.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .Select(one => one.GetPhysicalAddress().GetAddressBytes())
            .Where(address => address.Length == MacLength && address.Any(part => part != 0))
            .OrderBy(Number)
            .FirstOrDefault();

    private static long Number(byte[] address)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        address.CopyTo(bytes[2..]);
        return BinaryPrimitives.ReadInt64BigEndian(bytes);
    }
}
