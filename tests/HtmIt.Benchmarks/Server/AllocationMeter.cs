using System.Globalization;
using System.Net.Sockets;
using System.Text;
using HtmIt.Testing;

namespace HtmIt.Benchmarks.Server;

/// <summary>Asks a server process how many bytes it has allocated on its heap since it started; <see cref="StartupHook"/> answers in it.</summary>
internal sealed class AllocationMeter(TemporaryDirectory directory)
{
    private readonly string _socket = Path.Combine(directory.Path, "allocations.socket");

    /// <summary>What the process has to be started with.</summary>
    public IReadOnlyDictionary<string, string?> Environment =>
        new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["DOTNET_STARTUP_HOOKS"] = typeof(AllocationMeter).Assembly.Location,
            [StartupHook.SocketVariable] = _socket,
        };

    public async Task<long> ReadAsync(CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(_socket), cancellationToken);
        var answer = new byte[32];
        var length = await socket.ReceiveAsync(answer, cancellationToken);
        return long.Parse(Encoding.ASCII.GetString(answer, 0, length), CultureInfo.InvariantCulture);
    }
}
