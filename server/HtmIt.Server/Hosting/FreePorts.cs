using System.Net;
using System.Net.Sockets;
using HtmIt.Server.Settings;

namespace HtmIt.Server.Hosting;

/// <summary>Looks whether the ports to listen on are free, before anything is started: later, each part of the server that has to stop again
/// would say so with a stack trace of its own.</summary>
internal static class FreePorts
{
    /// <exception cref="ServerStartException">One is not.</exception>
    public static void ThrowIfTaken(ServerOptions options)
    {
        // Held together, so that two of ours on one port are found too.
        var taken = new List<Socket>();
        try
        {
            Take(taken, "--listen", options.Listen, SocketType.Stream);
            Take(taken, "--graphite", options.Graphite, SocketType.Stream);
            Take(taken, "--graphite-pickle", options.GraphitePickle, SocketType.Stream);
            Take(taken, "--graphite-udp", options.GraphiteUdp, SocketType.Dgram);
        }
        finally
        {
            taken.ForEach(socket => socket.Dispose());
        }
    }

    private static void Take(List<Socket> taken, string option, string text, SocketType type)
    {
        if (text == ServerOptions.Off)
        {
            return;
        }

        var address = ListenAddress.Parse(option, text);
        var socket = new Socket(address.AddressFamily, type, type == SocketType.Stream ? ProtocolType.Tcp : ProtocolType.Udp);
        taken.Add(socket);
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
            throw new ServerStartException(Explain(option, address, fault));
        }
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
