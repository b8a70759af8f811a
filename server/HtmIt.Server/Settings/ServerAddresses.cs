using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HtmIt.Server.Settings;

/// <summary>Where the server really listens, known once it does.</summary>
internal sealed class ServerAddresses
{
    public ListenOptions? Grpc { get; set; }

    public ListenOptions? Graphite { get; set; }

    public IPEndPoint? GraphiteUdp { get; set; }

    public ListenOptions? GraphitePickle { get; set; }

    public override string ToString() =>
        $"grpc={Grpc?.IPEndPoint} graphite={(Graphite is null ? ServerOptions.Off : Graphite.IPEndPoint)}"
        + (GraphiteUdp is null ? "" : $" graphite-udp={GraphiteUdp}")
        + (GraphitePickle is null ? "" : $" graphite-pickle={GraphitePickle.IPEndPoint}");
}
