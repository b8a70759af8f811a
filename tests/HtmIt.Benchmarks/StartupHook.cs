using System.Globalization;
using System.Net.Sockets;
using System.Text;

/// <summary>Runs in a server that is measured, before its own code: .NET calls what has this name, without a namespace, in an assembly that
/// <c>DOTNET_STARTUP_HOOKS</c> names. Answers every connection to a socket with the bytes allocated so far.</summary>
internal static class StartupHook
{
    public const string SocketVariable = "HTMIT_ALLOCATIONS_SOCKET";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(SocketVariable) is { } path)
        {
            new Thread(() => Answer(path)) { IsBackground = true, Name = "allocations" }.Start();
        }
    }

    private static void Answer(string path)
    {
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        while (true)
        {
            using var connection = listener.Accept();
            var bytes = GC.GetTotalAllocatedBytes(precise: true);
            connection.Send(Encoding.ASCII.GetBytes(bytes.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
