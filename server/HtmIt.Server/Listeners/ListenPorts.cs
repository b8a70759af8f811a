using System.Net;
using System.Net.Sockets;
using HtmIt.Server.Settings;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace HtmIt.Server.Listeners;

/// <summary>The ports to listen on, taken together and kept for their listeners. Looked for by these alone, one that is in use would be found
/// late, and each part of the server that has to stop again would say so with a stack trace of its own.</summary>
internal sealed class ListenPorts : IDisposable
{
    private readonly Dictionary<(SocketType Type, EndPoint Address), Socket> _held = [];

    /// <summary>Takes them. Whoever connects from now on waits until there is a listener.</summary>
    /// <exception cref="ServerStartException">One is in use.</exception>
    public static ListenPorts Take(ServerOptions options)
    {
        var ports = new ListenPorts();
        try
        {
            ports.Take("--listen", options.Listen, SocketType.Stream);
            ports.Take("--graphite", options.Graphite, SocketType.Stream);
            ports.Take("--graphite-pickle", options.GraphitePickle, SocketType.Stream);
            ports.Take("--graphite-udp", options.GraphiteUdp, SocketType.Dgram);
            return ports;
        }
        catch
        {
            ports.Dispose();
            throw;
        }
    }

    /// <summary>Gives a listener the socket that was taken for it; a new one where none was.</summary>
    public Socket Give(EndPoint address, SocketType type = SocketType.Stream) =>
        _held.Remove((type, address), out var socket) ? socket
        : type == SocketType.Stream ? SocketTransportOptions.CreateDefaultBoundListenSocket(address)
        : new Socket(address.AddressFamily, type, ProtocolType.Udp);

    /// <summary>Closes those that nobody asked for.</summary>
    public void Dispose()
    {
        foreach (var socket in _held.Values)
        {
            socket.Dispose();
        }

        _held.Clear();
    }

    private void Take(string option, string text, SocketType type)
    {
        if (text == ServerOptions.Off)
        {
            return;
        }

        var address = ListenAddress.Parse(option, text);
        if (address.Port == 0)
        {
            // There always is one.
            return;
        }

        var socket = new Socket(address.AddressFamily, type, type == SocketType.Stream ? ProtocolType.Tcp : ProtocolType.Udp);
        try
        {
            socket.Bind(address);
            if (type == SocketType.Stream)
            {
                // Bound alone, a socket beside one that listens is let through.
                socket.Listen();
            }
        }
        catch (SocketException fault)
        {
            socket.Dispose();
            throw new ServerStartException(Explain(option, address, fault));
        }

        _held.Add((type, address), socket);
    }

    private static string Explain(string option, IPEndPoint address, SocketException fault) =>
        fault.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse =>
                $"{option} {address}: the port is in use already. End what uses it, or give another one: {option} {new IPEndPoint(address.Address, address.Port == IPEndPoint.MaxPort ? 1024 : address.Port + 1)}",
            SocketError.AccessDenied => $"{option} {address}: this user may not listen on this port; those above 1023 are for everybody.",
            _ => $"{option} {address}: {fault.Message}.",
        };
}
