using System.Runtime.InteropServices;

namespace HtmIt.Cli.Terminals;

/// <summary>Whoever reads standard output through a pipe: <c>head</c>, <c>less</c>, a program. Without it a command that follows goes on for
/// nobody, and what it writes into the pipe is lost without a word.</summary>
internal static class PipeReader
{
    private const int StandardOutput = 1;
    private const short Closed = 0x8 | 0x10;
    private const int Interrupted = 4;

    /// <summary>Is cancelled when the reader goes away. Never, where standard output is no pipe.</summary>
    public static CancellationToken WatchForItsEnd()
    {
        if (!OperatingSystem.IsLinux() || !Console.IsOutputRedirected)
        {
            return CancellationToken.None;
        }

        // Lives as long as the process.
        var gone = new CancellationTokenSource();
        new Thread(() => Wait(gone)) { IsBackground = true, Name = "reader of the output" }.Start();
        return gone.Token;
    }

    private static void Wait(CancellationTokenSource gone)
    {
        while (true)
        {
            // Without events to ask for, it waits for nothing but the end. A file has none; there it returns never.
            var output = new Polled { Descriptor = StandardOutput };
            var count = Poll(ref output, 1, -1);
            if (count > 0 && (output.Happened & Closed) != 0)
            {
                gone.Cancel();
                return;
            }

            if (count >= 0 || Marshal.GetLastPInvokeError() != Interrupted)
            {
                return;
            }
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Polled
    {
        public int Descriptor;
        public short AskedFor;
        public short Happened;
    }

    [DllImport("libc", EntryPoint = "poll", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll(ref Polled files, nuint count, int milliseconds);
}
