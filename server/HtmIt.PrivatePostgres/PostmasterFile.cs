using System.Diagnostics;
using System.Globalization;

namespace HtmIt.PrivatePostgres;

/// <summary>What a running (or killed) PostgreSQL wrote down about itself in <c>postmaster.pid</c>.</summary>
/// <param name="ProcessId">The first process of the cluster.</param>
/// <param name="StartTime">When it started, as written there.</param>
/// <param name="Port">The port, which is also part of the socket's name.</param>
/// <param name="SocketDirectory">Where the socket is; empty when there is none.</param>
internal sealed record PostmasterFile(int ProcessId, string StartTime, int Port, string SocketDirectory)
{
    /// <summary>Reads the file; null when it is missing, incomplete (a start in progress) or not what it should be.</summary>
    public static PostmasterFile? TryRead(string path)
    {
        try
        {
            return TryParse(File.ReadAllLines(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    internal static PostmasterFile? TryParse(string[] lines) =>
        lines.Length >= 5
        && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var processId)
        && int.TryParse(lines[3], CultureInfo.InvariantCulture, out var port)
            ? new PostmasterFile(processId, lines[2], port, lines[4])
            : null;

    /// <summary>
    /// Whether the process is there and works in this cluster's directory: it sees the same file there. A number alone proves nothing;
    /// after a restart of the machine or of a container it may belong to somebody else.
    /// </summary>
    public bool IsAlive(string path) =>
        TryRead($"/proc/{ProcessId}/cwd/postmaster.pid") is { } seen
            ? seen == TryRead(path)
            : !Directory.Exists("/proc") && Exists(ProcessId);

    private static bool Exists(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
