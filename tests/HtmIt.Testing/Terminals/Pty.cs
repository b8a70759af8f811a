using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace HtmIt.Testing.Terminals;

/// <summary>The kernel's side of a pseudo-terminal: its master end, and what the kernel knows of it.</summary>
internal sealed class Pty : IDisposable
{
    private const int ReadWrite = 0x2;
    private const int NotControlling = 0x100;
    private const int CloseOnExec = 0x80000;
    private const uint SetWindowSize = 0x5414;
    private const uint LocalModes = 3;
    private const uint LineByLine = 0x2;
    private const uint Echo = 0x8;

    // Longer than any name in /dev/pts, and than the kernel's struct termios.
    private const int BufferLength = 256;

    private readonly SafeFileHandle _handle;

    private Pty(SafeFileHandle handle, string path)
    {
        _handle = handle;
        Path = path;
        Stream = new FileStream(handle, FileAccess.ReadWrite, bufferSize: 0);
    }

    /// <summary>The file of the other end, which is the program's terminal.</summary>
    public string Path { get; }

    /// <summary>What is written to it is typed; what is read from it was written to the terminal.</summary>
    public FileStream Stream { get; }

    /// <summary>Whether lines are edited and echoed by the terminal, as a shell leaves it and wants it back.</summary>
    public bool IsCooked
    {
        get
        {
            var modes = new uint[BufferLength];
            Check(TcGetAttr(_handle, modes), "tcgetattr");
            return (modes[LocalModes] & (LineByLine | Echo)) == (LineByLine | Echo);
        }
    }

    public static Pty Open(int columns, int rows)
    {
        var descriptor = PosixOpenPt(ReadWrite | NotControlling | CloseOnExec);
        Check(descriptor < 0 ? -1 : 0, "posix_openpt");
        var handle = new SafeFileHandle(descriptor, ownsHandle: true);
        Check(GrantPt(handle), "grantpt");
        Check(UnlockPt(handle), "unlockpt");
        var name = new byte[BufferLength];
        Check(PtsName(handle, name, BufferLength), "ptsname_r");
        var pty = new Pty(handle, System.Text.Encoding.ASCII.GetString(name).TrimEnd('\0'));
        pty.Resize(columns, rows);
        return pty;
    }

    /// <summary>Gives it another size; the programs in the foreground get SIGWINCH.</summary>
    public void Resize(int columns, int rows)
    {
        var size = new WindowSize { Columns = (ushort)columns, Rows = (ushort)rows };
        Check(IoCtl(_handle, SetWindowSize, ref size), "ioctl");
    }

    public void Dispose() => Stream.Dispose();

    private static void Check(int result, string call)
    {
        if (result != 0)
        {
            throw new InvalidOperationException($"{call} failed with error {Marshal.GetLastPInvokeError()}.");
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct WindowSize
    {
        public ushort Rows;
        public ushort Columns;
        public ushort Width;
        public ushort Height;
    }

    [DllImport("libc", EntryPoint = "posix_openpt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int PosixOpenPt(int flags);

    [DllImport("libc", EntryPoint = "grantpt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int GrantPt(SafeFileHandle master);

    [DllImport("libc", EntryPoint = "unlockpt", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int UnlockPt(SafeFileHandle master);

    [DllImport("libc", EntryPoint = "ptsname_r", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int PtsName(SafeFileHandle master, [Out] byte[] name, nint length);

    [DllImport("libc", EntryPoint = "ioctl", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int IoCtl(SafeFileHandle master, nuint request, ref WindowSize size);

    [DllImport("libc", EntryPoint = "tcgetattr", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int TcGetAttr(SafeFileHandle terminal, [Out] uint[] modes);
}
